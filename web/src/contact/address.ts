/** {@return the number as +15550100142, or null: ten digits of ours, with or without the country's 1 before them} */
export function e164(text: string): string | null {
    const trimmed = text.trim();
    if (!/^\+?[\d\s().\u00a0-]+$/.test(trimmed)) {
        return null;
    }
    const number = digits(trimmed);
    if (trimmed.startsWith('+') && !number.startsWith('1')) {
        // a number from elsewhere is the portal's to judge
        return /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : null;
    }
    const national = number.length === 11 && number.startsWith('1') ? number.slice(1) : number;
    return /^[2-9]\d{9}$/.test(national) ? `+1${national}` : null;
}

export function digits(text: string): string {
    return text.replace(/\D/g, '');
}

/** Good enough to catch a slip; the code that is sent there proves the rest. */
export function looksLikeEmail(text: string): boolean {
    return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text.trim());
}
