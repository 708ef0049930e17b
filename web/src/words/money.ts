/** Money is whole cents everywhere; it never passes through a fraction. */

/** {@return the exact decimal, such as "183.14" or "-0.05"} */
export function decimalOf(cents: number): `${number}` {
    const size = Math.abs(cents);
    return `${cents < 0 ? '-' : ''}${(size - (size % 100)) / 100}.${String(size % 100).padStart(2, '0')}` as `${number}`;
}

/**
 * {@return what someone typed as cents, or null where it is no amount of money}
 * Commas part thousands, as people here write in both languages; where a comma stands before one or two last digits it is a
 * decimal comma. A third decimal is refused: nobody pays a fraction of a cent.
 */
export function typedCents(text: string): number | null {
    const bare = text.replace(/[\s\u00a0]/g, '').replace(/^\$/, '').replace(/\$$/, '');
    const match =
        /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d{0,2}))?$/.exec(bare) ?? // 1,083.14 and 1083.14
        /^(\d{1,3}(?:\.\d{3})+|\d*),(\d{1,2})$/.exec(bare); // 1.083,14 and 83,1
    if (!match) {
        return null;
    }
    const [whole, rest] = [match[1]!.replace(/[.,]/g, ''), match[2] ?? ''];
    if (whole + rest === '' || whole.length > 9) {
        return null;
    }
    return Number(whole + rest.padEnd(2, '0'));
}
