import { useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

export interface Room {
    width: number;
    rem: number;
}

/** {@return how much room the element has; charts are laid out anew for it, never scaled, so that text stays text} */
export function useRoom(element: RefObject<HTMLElement>): Room | null {
    const [room, setRoom] = useState<Room | null>(null);
    useLayoutEffect(() => {
        const measured = () => {
            const width = Math.floor(element.current?.clientWidth ?? 0);
            const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
            setRoom((before) => (before?.width === width && before.rem === rem ? before : { width, rem }));
        };
        measured();
        const observer = new ResizeObserver(measured);
        observer.observe(element.current!);
        return () => observer.disconnect();
    }, [element]);
    return room;
}

let canvas: CanvasRenderingContext2D | null | undefined;

/** {@return how wide the text is, so that labels are thinned by measure and not by guess} */
export function textWidth(text: string, weight: 400 | 700 = 400): number {
    canvas ??= document.createElement('canvas').getContext('2d');
    if (!canvas) {
        return text.length * 9;
    }
    const { fontSize } = getComputedStyle(document.documentElement);
    canvas.font = `${weight} ${fontSize} ${getComputedStyle(document.body).fontFamily}`;
    return canvas.measureText(text).width;
}
