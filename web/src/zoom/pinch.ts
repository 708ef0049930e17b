/** Where a finger is, in pixels of the window. */
export interface Point {
    x: number;
    y: number;
}

/** Fingers that tremble do not pinch. */
const ENOUGH = 1.4;

/** {@return what two fingers that went apart or together mean; null while they did not go far enough} */
export function pinchOf(before: readonly [Point, Point], now: readonly [Point, Point]): 'narrower' | 'wider' | null {
    const apart = ([one, other]: readonly [Point, Point]) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
    const ratio = apart(now) / apart(before);
    return ratio >= ENOUGH ? 'narrower' : ratio <= 1 / ENOUGH ? 'wider' : null;
}

/**
 * Follows two fingers on the element; one pinch is told once, with the middle between them.
 *
 * @return what ends it
 */
export function followPinch(element: HTMLElement, onPinch: (how: 'narrower' | 'wider', middle: number) => void): () => void {
    const fingers = new Map<number, Point>();
    let begun: [Point, Point] | null = null;
    const both = () => [...fingers.values()] as [Point, Point];

    function down(event: PointerEvent) {
        if (event.pointerType === 'touch') {
            fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
            begun = fingers.size === 2 ? both() : null;
        }
    }

    function moved(event: PointerEvent) {
        if (!fingers.has(event.pointerId)) {
            return;
        }
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        const how = begun && pinchOf(begun, both());
        if (begun && how) {
            const middle = (begun[0].x + begun[1].x) / 2;
            begun = null;
            onPinch(how, middle);
        }
    }

    function up(event: PointerEvent) {
        fingers.delete(event.pointerId);
        begun = null;
    }

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', moved);
    // a finger may be lifted elsewhere
    addEventListener('pointerup', up);
    addEventListener('pointercancel', up);
    return () => {
        element.removeEventListener('pointerdown', down);
        element.removeEventListener('pointermove', moved);
        removeEventListener('pointerup', up);
        removeEventListener('pointercancel', up);
    };
}
