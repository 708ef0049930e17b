import { useId, useMemo, useRef } from 'preact/hooks';
import { useWords } from '../words/language';
import { toNumber } from '../words/amounts';
import type { Bar } from './bars';
import { Hatch } from './bar-chart';
import { outline } from './layout';
import { useRoom } from './measure';
import { scale } from './scale';

/** Thirty days at a glance: no axis but its highest value, no cursor; the words beside it say the same. */
export function MiniChart({ bars, commodity, unitLabel, name }: { bars: readonly Bar[]; commodity: string; unitLabel: string; name: string }) {
    const words = useWords();
    const box = useRef<HTMLDivElement>(null);
    const room = useRoom(box);
    const hatch = useId();
    const values = useMemo(() => bars.flatMap((bar) => [bar.up.value === null ? 0 : toNumber(bar.up.value), bar.down?.value == null ? 0 : -toNumber(bar.down.value)]), [bars]);
    if (!room) {
        return <div class="mini" ref={box} />;
    }
    const { width, rem } = room;
    const tall = width > 36 * rem ? 3.5 : 0;
    const [top, bottom] = [rem * 1.5, rem * (tall + (values.some((value) => value < 0) ? 8.5 + tall / 2 : 7.25))];
    const axis = scale(values, 5, bottom, top);
    const zero = axis.at(0);
    const pitch = width / bars.length;
    const height = (value: bigint | null | undefined, sign: number) => (value == null ? 0 : zero - axis.at(sign * toNumber(value)));
    const first = bars[0];
    const last = bars.at(-1);
    return (
        <div class={`mini ${commodity}`} ref={box}>
            <svg role="img" aria-label={name} width={width} height={bottom + rem * 1.6} viewBox={`0 0 ${width} ${bottom + rem * 1.6}`}>
                <defs>
                    <Hatch id={hatch} series="up" />
                </defs>
                <line class="grid" x1={0} x2={width} y1={top} y2={top} />
                <text x={0} y={rem}>
                    {unitLabel}
                </text>
                <text x={width} y={rem} text-anchor="end">
                    {words.plain(axis.high)}
                </text>
                {bars.map((bar, i) => {
                    const slot = { bar, x: 0, left: pitch * (i + 0.16), width: pitch * 0.68, up: height(bar.up.value, 1), down: height(bar.down?.value, -1), label: null };
                    return (
                        <g key={bar.key}>
                            {bar.up.status === 'missing' && <rect class="gap" x={slot.left} width={slot.width} y={zero - (zero - top) * 0.6} height={(zero - top) * 0.6} />}
                            {bar.up.value !== null && <path class={`bar ${slot.up < 0 ? 'down' : 'up'} ${bar.up.status}`} d={outline(slot, zero, slot.up)} fill={`url(#${hatch})`} />}
                            {bar.down?.value != null && <path class="bar down" d={outline(slot, zero, slot.down)} />}
                        </g>
                    );
                })}
                <line class="zero" x1={0} x2={width} y1={zero} y2={zero} />
                <text x={0} y={bottom + rem * 1.25}>
                    {first && words.day(first.day, 'short')}
                </text>
                <text class="strong" x={width} y={bottom + rem * 1.25} text-anchor="end">
                    {last && words.day(last.day, 'shortWeekday')}
                </text>
            </svg>
        </div>
    );
}
