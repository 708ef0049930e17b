import { useEffect, useState } from 'preact/hooks';

/** {@return the value once it has stood for a moment: typing asks once, when it pauses} */
export function useSettled<T>(value: T): T {
    const [settled, setSettled] = useState(value);
    const text = JSON.stringify(value);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(JSON.parse(text) as T), 350);
        return () => clearTimeout(timer);
    }, [text]);
    return JSON.stringify(settled) === text ? value : settled;
}
