import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { decimal, parse, snapped, stepOf, toNumber, typed, type Billionths } from '../words/amounts';
import { useWords } from '../words/language';
import type { Layout } from './layout';

/** A line the customer drew across the days, and what moving it does. */
export interface Line {
    value: Billionths;
    unit: string;
    /** while it is on its way */
    onMove: (value: Billionths) => void;
    /** it stays here */
    onSet: (value: Billionths) => void;
}

interface HandleProps {
    line: Line;
    layout: Layout;
    at: NonNullable<Layout['line']>;
}

/** Moves by dragging and by the arrow keys; a tap or Enter lets one type. */
export function Handle({ line, layout, at }: HandleProps) {
    const words = useWords();
    const help = useId();
    const [text, setText] = useState<string | null>(null);
    const handle = useRef<HTMLDivElement>(null);
    // while it is dragged the axis stays as it was, or the line would run from the finger
    const drag = useRef<{ y: number; from: number; high: number; moved: boolean } | null>(null);
    const high = parse(layout.high.toFixed(6));
    const step = stepOf(high);
    const said = words.amount(line.value, line.unit);

    function pressed(event: PointerEvent) {
        handle.current!.setPointerCapture(event.pointerId);
        drag.current = { y: event.clientY, from: layout.line!.y, high: layout.high, moved: false };
        event.preventDefault();
        handle.current!.focus();
    }

    function dragged(event: PointerEvent) {
        const held = drag.current;
        if (!held || (!held.moved && Math.abs(event.clientY - held.y) < 4)) {
            return;
        }
        held.moved = true;
        const y = Math.min(Math.max(held.from + event.clientY - held.y, layout.top), layout.zero);
        const share = (layout.zero - y) / (layout.zero - layout.top);
        line.onMove(snapped(parse((share * held.high).toFixed(6)), step));
    }

    function released() {
        const held = drag.current;
        drag.current = null;
        if (held?.moved) {
            line.onSet(line.value);
        } else if (held) {
            setText(decimal(line.value));
        }
    }

    function keyed(event: KeyboardEvent) {
        const steps: Record<string, bigint> = { ArrowUp: 1n, ArrowRight: 1n, ArrowDown: -1n, ArrowLeft: -1n, PageUp: 10n, PageDown: -10n };
        const by = steps[event.key];
        if (by !== undefined) {
            event.preventDefault();
            line.onSet(snapped(line.value + by * step, step));
        } else if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            setText(decimal(line.value));
        }
    }

    function close() {
        setText(null);
        requestAnimationFrame(() => handle.current?.focus());
    }

    const place = { left: `${at.handleX}px`, top: `${at.y}px` };
    if (text !== null) {
        return (
            <Typing
                text={text}
                label={words.t('line.type', { unit: words.unit(line.unit) })}
                place={place}
                onText={setText}
                onEnd={(value) => {
                    close();
                    if (value !== null && value !== line.value) {
                        line.onSet(value);
                    }
                }}
            />
        );
    }
    return (
        <div
            class="handle"
            ref={handle}
            style={place}
            role="slider"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={words.t('line.label', { unit: words.unit(line.unit) })}
            aria-valuemin={0}
            aria-valuemax={Math.max(layout.high, toNumber(line.value))}
            aria-valuenow={toNumber(line.value)}
            aria-valuetext={said}
            aria-describedby={help}
            onKeyDown={keyed}
            onPointerDown={pressed}
            onPointerMove={dragged}
            onPointerUp={released}
            onPointerCancel={() => (drag.current = null)}
        >
            <span class="pill">
                <svg width="10" height="16" viewBox="0 0 10 16" aria-hidden="true">
                    <path d="M1 6l4-4.500 4 4.500zM1 10l4 4.500 4-4.500z" />
                </svg>
                {words.number(line.value, line.unit)}
            </span>
            <span id={help} hidden>
                {words.t('line.help')}
            </span>
        </div>
    );
}

interface TypingProps {
    text: string;
    label: string;
    place: { left: string; top: string };
    onText: (text: string) => void;
    /** null: leave it as it was */
    onEnd: (value: Billionths | null) => void;
}

function Typing({ text, label, place, onText, onEnd }: TypingProps) {
    const field = useRef<HTMLInputElement>(null);
    const ended = useRef(false);
    useEffect(() => field.current?.select(), []);
    function end(keep: boolean) {
        if (!ended.current) {
            ended.current = true;
            const value = keep ? typed(text) : null;
            onEnd(value === null ? null : parse(value));
        }
    }
    return (
        <input
            class="handle typing"
            ref={field}
            style={place}
            type="text"
            inputMode="decimal"
            enterkeyhint="done"
            maxLength={12}
            aria-label={label}
            aria-invalid={typed(text) === null ? 'true' : undefined}
            value={text}
            onInput={(event) => onText(event.currentTarget.value)}
            onKeyDown={(event) => {
                if (event.key === 'Enter' && typed(text) !== null) {
                    event.preventDefault();
                    end(true);
                } else if (event.key === 'Escape') {
                    event.stopPropagation();
                    end(false);
                }
            }}
            onBlur={() => end(typed(text) !== null)}
        />
    );
}
