/**
 * Exact amounts: whole billionths of a unit, as everywhere in the house, so that sums of a year are exact.
 * They become numbers only to be drawn or written.
 */
export type Billionths = bigint;

const ONE = 1_000_000_000n;

export function parse(decimal: string): Billionths {
    const match = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(decimal);
    if (!match) {
        throw new Error(`not a decimal: ${decimal}`);
    }
    const size = BigInt(match[2]!) * ONE + BigInt((match[3] ?? '').padEnd(9, '0'));
    return match[1] ? -size : size;
}

export function sum(amounts: readonly Billionths[]): Billionths {
    return amounts.reduce((total, amount) => total + amount, 0n);
}

export function toNumber(amount: Billionths): number {
    return Number(amount) / 1e9;
}

/**
 * {@return how many decimals to write, so that three figures or so stand}
 * Gallons and liters are small: nobody says 312.4 gallons.
 */
export function decimals(amount: Billionths, unit: string): number {
    const size = Math.abs(toNumber(amount));
    if (unit === 'gal' || unit === 'L') {
        return size >= 10 ? 0 : size >= 0.1 || size === 0 ? 1 : 2;
    }
    return size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.01 || size === 0 ? 2 : 3;
}

/** {@return the exact decimal, as the portal writes it: "400", "0.5"} */
export function decimal(amount: Billionths): string {
    const size = amount < 0n ? -amount : amount;
    const rest = String(size % ONE).padStart(9, '0').replace(/0+$/, '');
    return `${amount < 0n ? '-' : ''}${size / ONE}${rest === '' ? '' : `.${rest}`}`;
}

/**
 * {@return what someone typed, as a decimal, or null}
 * Commas part thousands, as people here write in both languages; a lone comma that cannot be one is a decimal comma.
 */
export function typed(text: string): string | null {
    const bare = text.replace(/[\s\u00a0]/g, '');
    const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare.replace(/^(\d*),(\d+)$/, '$1.$2');
    const match = /^(\d{0,10})(?:\.(\d{0,9}))?$/.exec(plain);
    if (!match || (!match[1] && !match[2])) {
        return null;
    }
    return decimal(parse(`${match[1] || '0'}.${match[2] || '0'}`));
}

/** {@return the nearest number of the row 1, 2, 5, 10, 20, 50 … that is not above, in billionths} */
function round125(amount: Billionths): Billionths {
    const text = String(amount);
    const first = Number(text[0]);
    return BigInt(first >= 5 ? 5 : first >= 2 ? 2 : 1) * 10n ** BigInt(text.length - 1);
}

/** {@return how far one press of a key moves a line on an axis that ends there: about a hundredth, a round number} */
export function stepOf(high: Billionths): Billionths {
    return round125(high > 100n ? high / 100n : 1n);
}

/** {@return the nearest whole number of steps, never below zero} */
export function snapped(amount: Billionths, step: Billionths): Billionths {
    return amount <= 0n ? 0n : ((amount + step / 2n) / step) * step;
}

/** {@return a round line that a day of this use is above} */
export function lineUnder(use: Billionths): Billionths {
    if (use <= 0n) {
        return 0n;
    }
    const step = round125(use > 8n ? use / 8n : 1n);
    return ((use - 1n) / step) * step;
}
