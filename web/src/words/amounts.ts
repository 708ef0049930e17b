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
