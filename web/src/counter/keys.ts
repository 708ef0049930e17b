/** {@return which of so many rows an arrow key goes to, the box above them being the first; null where the key goes nowhere} */
export function nextOf(at: number, rows: number, key: string): number | null {
    const next = key === 'ArrowDown' ? at + 1 : key === 'ArrowUp' ? at - 1 : null;
    return at < 0 || next === null || next < 0 || next >= rows ? null : next;
}

/** {@return what is given back of what was handed over; null where that is too little, or no amount} */
export function changeOf(cents: number | null, given: number | null): number | null {
    return cents === null || given === null || given < cents ? null : given - cents;
}
