import { useMemo, useRef } from 'preact/hooks';
import type { Usage } from '../api/client';
import { textWidth, useRoom } from '../chart/measure';
import { scale } from '../chart/scale';
import { toNumber, type Billionths } from '../words/amounts';
import { useWords } from '../words/language';
import { monthsOf, weeksOf } from './year';

interface YearChartProps {
    usage: Usage;
    threshold: Billionths | null;
    commodity: string;
    name: string;
    unitLabel: string;
}

/** A year at a glance with the line in it; the words above it say the same. */
export function YearChart({ usage, threshold, commodity, name, unitLabel }: YearChartProps) {
    const words = useWords();
    const box = useRef<HTMLDivElement>(null);
    const room = useRoom(box);
    const line = threshold === null ? null : toNumber(threshold);
    const weeks = useMemo(() => weeksOf(usage.buckets, line ?? Infinity), [usage.buckets, line]);
    if (!room || room.width < 8 * room.rem) {
        return (
            <div ref={box}>
                <div class="mini year" />
            </div>
        );
    }
    const { width, rem } = room;
    const highest = Math.max(0, ...weeks.map((week) => week.high ?? 0));
    // a line far above all use must not flatten the year; it then stands at the top
    const shown = line === null ? highest : Math.min(line, highest * 2);
    const [top, bottom] = [rem * 1.9, rem * 9];
    const axis = scale([highest, shown], 3, bottom, top);
    const left = Math.ceil(Math.max(...axis.ticks.map((tick) => textWidth(words.plain(tick, 3)))) + rem / 2);
    const right = width - 2;
    const pitch = (right - left) / Math.max(weeks.length, 1);
    const x = (at: number) => left + pitch * (at + 0.5);
    const lineAt = line === null ? null : axis.at(Math.min(line, axis.high));
    const height = bottom + rem * 1.6;
    return (
        <div ref={box}>
            <p class="quiet" aria-hidden="true">
                {unitLabel}
            </p>
            <div class={`mini year ${commodity}`}>
            <svg role="img" aria-label={name} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
                {axis.ticks.map((tick) => (
                    <g key={tick}>
                        <line class={tick === 0 ? 'zero' : 'grid'} x1={left} x2={right} y1={axis.at(tick)} y2={axis.at(tick)} />
                        <text class="number" x={left - rem / 2} y={axis.at(tick)} text-anchor="end">
                            {words.plain(tick, 3)}
                        </text>
                    </g>
                ))}
                {weeks.map(
                    (week, i) =>
                        week.high !== null &&
                        week.high > 0 && <rect key={week.first} class="bar up" x={x(i) - pitch * 0.33} width={pitch * 0.66} y={axis.at(week.high)} height={bottom - axis.at(week.high)} rx={Math.min(2, pitch * 0.2)} />,
                )}
                {lineAt !== null && <line class="threshold" x1={left} x2={right} y1={lineAt} y2={lineAt} />}
                {hits()}
                {months().map(({ x: at, text, anchor }) => (
                    <text key={text} x={at} y={bottom + rem * 1.3} text-anchor={anchor}>
                        {text}
                    </text>
                ))}
            </svg>
            </div>
        </div>
    );

    /** A dot over each week that has a day above the line; dates only where they do not touch, the newest first. */
    function hits() {
        let free = Infinity;
        const found = weeks.flatMap((week, i) => (week.hits.length > 0 ? [{ week, at: x(i), y: axis.at(week.high!) - rem * 0.5 }] : []));
        const few = found.length <= 6;
        return found.reverse().map(({ week, at, y }) => {
            const text = words.day(week.highDay!, 'short');
            const half = textWidth(text, 700) / 2;
            const middle = Math.min(Math.max(at, left + half), right - half);
            const fits = few && middle + half < free;
            free = fits ? middle - half - rem / 2 : free;
            return (
                <g key={week.first}>
                    <circle class="hit" cx={at} cy={y} r={Math.min(5, Math.max(3, pitch / 2))} />
                    {fits && (
                        <text class="strong halo" x={middle} y={y - rem * 0.6} text-anchor="middle">
                            {text}
                        </text>
                    )}
                </g>
            );
        });
    }

    /** Every third month, else every sixth, else the first; the last one ends with the chart where it would run out of it. */
    function months(): { x: number; text: string; anchor: 'start' | 'end' }[] {
        for (const every of [3, 6, 12]) {
            const named = monthsOf(weeks, every).map(({ at, month }, i) => {
                const text = words.monthShort(month, i === 0);
                const start = left + pitch * at;
                const over = start + textWidth(text) > right;
                return { start: over ? right - textWidth(text) : start, x: over ? right : start, text, anchor: over ? ('end' as const) : ('start' as const) };
            });
            if (named.slice(1).every((one, i) => named[i]!.start + textWidth(named[i]!.text) + rem / 2 < one.start)) {
                return named;
            }
        }
        return [];
    }
}
