import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { useWords } from '../words/language';
import type { Bar } from './bars';
import { layOut, outline, type Layout, type Slot } from './layout';
import { textWidth, useRoom } from './measure';
import { Handle, type Line } from './handle';
import { toNumber } from '../words/amounts';

export interface BarChartProps {
    bars: readonly Bar[];
    commodity: string;
    /** what one bar counts, such as "gallons a day"; stands once, over the axis */
    unitLabel: string;
    name: string;
    help: string;
    labels: (string | null)[][];
    twiceLabel: (bar: Bar) => string;
    pitchShare: number;
    selected: Bar | null;
    onSelect: (bar: Bar | null, how: 'key' | 'pointer') => void;
    onOpen: ((bar: Bar) => void) | null;
    /** whether a chart that went had the focus, so that the one that comes takes it */
    focus: { current: boolean };
    /** the customer's own line, which can be moved */
    line?: Line | null;
    /** for each bar the one it is compared with, drawn as a mark across it */
    beside?: readonly (Bar | null)[] | null;
    /** follows fingers on the chart, and is told which bar is at a place; what it returns ends it */
    follow?: ((chart: HTMLElement, at: (x: number) => Bar | null) => () => void) | undefined;
    /** the bars that carry a mark of the customer's, by their keys */
    noted?: { has: (key: string) => boolean } | undefined;
    /** what stands above, over the same days; told where they are as soon as that is known */
    above?: ((layout: Layout | null) => ComponentChildren) | null;
}

/**
 * Bars one can walk with the arrow keys, scrub with a finger and open. What the chosen bar says
 * stands in the row above, which is also what a screen reader hears.
 */
export function BarChart(props: BarChartProps) {
    const { bars, selected, onSelect, onOpen } = props;
    const words = useWords();
    const box = useRef<HTMLDivElement>(null);
    const room = useRoom(box);
    const help = useId();
    const { focus } = props;
    useLayoutEffect(() => {
        const element = box.current!;
        if (focus.current) {
            focus.current = false;
            element.focus({ preventScroll: true });
        }
        return () => {
            focus.current = element.contains(document.activeElement);
        };
    }, [focus]);
    const layout = useMemo(() => {
        const frame = room && {
            ...room,
            height: room.width < 44 * room.rem ? 15 * room.rem : 18.75 * room.rem,
            pitchShare: props.pitchShare,
            number: (value: number) => words.plain(value, 3),
            measure: textWidth,
            labels: props.labels,
            twiceLabel: props.twiceLabel,
            noReads: words.t('usage.noReads'),
            unitLabel: props.unitLabel,
            line: props.line ? { value: toNumber(props.line.value), names: [words.t('line.tellAbove'), words.t('line.yours')] as const } : null,
            beside: props.beside ?? null,
        };
        return frame && frame.width > 0 ? layOut(bars, frame) : null;
    }, [bars, room, words, props.labels, props.pitchShare, props.unitLabel, props.line?.value, props.beside]);

    function walk(event: KeyboardEvent) {
        const at = selected ? bars.indexOf(selected) : -1;
        const newest = bars.findLastIndex((bar) => bar.up.value !== null);
        const from = at < 0 ? newest : at;
        const to: Record<string, number> = {
            ArrowLeft: at < 0 ? newest : from - 1,
            ArrowRight: at < 0 ? newest : from + 1,
            Home: 0,
            End: bars.length - 1,
        };
        const target = to[event.key];
        if (event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }
        if (target !== undefined) {
            event.preventDefault();
            onSelect(bars[Math.min(Math.max(target, 0), bars.length - 1)] ?? null, 'key');
        } else if ((event.key === 'Enter' || event.key === ' ') && selected && onOpen) {
            event.preventDefault();
            onOpen(selected);
        } else if (event.key === 'Escape' && selected) {
            onSelect(null, 'key');
        }
    }

    const { follow } = props;
    const at = useRef(barAt);
    at.current = barAt;
    useEffect(() => follow?.(box.current!, (x) => at.current(x)), [follow]);

    function under(event: MouseEvent): Bar | null {
        return barAt(event.clientX);
    }

    function barAt(clientX: number): Bar | null {
        if (!layout) {
            return null;
        }
        const x = clientX - box.current!.getBoundingClientRect().left;
        const at = Math.floor(((x - layout.left) / (layout.right - layout.left)) * bars.length);
        return bars[Math.min(Math.max(at, 0), bars.length - 1)] ?? null;
    }

    // a mouse shows the bar before it presses; a finger must press to see, so its first tap only chooses
    const chosenByTouch = useRef<string | null>(null);
    function pressed(event: PointerEvent) {
        const bar = under(event);
        chosenByTouch.current = event.pointerType === 'mouse' || bar?.key === selected?.key ? null : (bar?.key ?? null);
        onSelect(bar, 'pointer');
    }
    function clicked(event: MouseEvent) {
        const bar = under(event);
        if (bar && onOpen && chosenByTouch.current === null) {
            onOpen(bar);
        }
    }

    return (
        <>
            {props.above?.(layout)}
            {/* without a key what comes to stand above takes this element, and the room of another one is measured for ever */}
            <div key="box" class="chart-box">
                <div
                    class={`chart ${props.commodity}${onOpen ? ' opens' : ''}`}
                    ref={box}
                    tabIndex={0}
                    role="application"
                    aria-roledescription={words.t('usage.chartRole')}
                    aria-label={props.name}
                    aria-describedby={help}
                    onKeyDown={walk}
                    onPointerDown={pressed}
                    onPointerMove={(event) => onSelect(under(event), 'pointer')}
                    onClick={clicked}
                >
                    <span id={help} hidden>
                        {props.help}
                    </span>
                    {layout ? <Drawing layout={layout} unitLabel={props.unitLabel} selected={selected} noted={props.noted} twoWay={bars.some((bar) => bar.down !== null)} /> : <div class="chart-room" />}
                </div>
                {layout?.line && props.line && <Handle line={props.line} layout={layout} at={layout.line} />}
            </div>
        </>
    );
}

function Drawing({ layout, unitLabel, selected, noted, twoWay }: { layout: Layout; unitLabel: string; selected: Bar | null; noted: BarChartProps['noted']; twoWay: boolean }) {
    const words = useWords();
    const hatch = useId();
    const chosen = layout.slots.find((slot) => slot.bar === selected);
    const { left, right, zero, width, height } = layout;
    return (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
            <defs>
                <Hatch id={`${hatch}up`} series="up" />
                <Hatch id={`${hatch}down`} series="down" />
            </defs>
            {layout.twice && <rect class="band" x={layout.twice.x} width={layout.twice.width} y={layout.top - 8} height={layout.bottom - layout.top + 8} />}
            {layout.ticks.map((tick) => (
                <g key={tick.label + tick.y}>
                    <line class={tick.y === zero ? 'zero' : 'grid'} x1={left} x2={right} y1={tick.y} y2={tick.y} />
                    <text class="number" x={left - 8} y={tick.y} text-anchor="end">
                        {tick.label}
                    </text>
                </g>
            ))}
            {layout.slots.map((slot) => (
                <Column key={slot.bar.key} slot={slot} layout={layout} hatch={hatch} chosen={slot === chosen} />
            ))}
            {layout.slots.map((slot) => slot.beside.map((y) => <Mark key={slot.bar.key + y} slot={slot} y={y} />))}
            {layout.gaps.map(
                (gap) =>
                    gap.labelAt !== null && (
                        <text key={gap.x} class="strong halo" x={gap.labelAt} y={gap.top - 8} text-anchor="middle">
                            {words.t('usage.noReads')}
                        </text>
                    ),
            )}
            <line class="zero" x1={left} x2={right} y1={zero} y2={zero} />
            {layout.slots.map((slot) => noted?.has(slot.bar.key) && <path key={slot.bar.key} class="note-mark" d={noteMark(slot.x, layout.bottom + 2)} />)}
            {layout.twice?.labels.map((label, i) => (
                <g key={label.text}>
                    <path class="leader" d={label.elbow === null ? `M${slotX(layout, i)} ${label.to}V${label.from}` : `M${slotX(layout, i)} ${label.to}V${label.from}H${label.elbow}`} />
                    <text class="strong halo" x={label.x} y={label.y} text-anchor={label.anchor}>
                        {label.text}
                    </text>
                </g>
            ))}
            {layout.line && (
                <g>
                    <line class="threshold-halo" x1={left} x2={right} y1={layout.line.y} y2={layout.line.y} />
                    <line class="threshold" x1={left} x2={right} y1={layout.line.y} y2={layout.line.y} />
                    <text class="line-name halo" x={layout.line.nameX} y={layout.line.y - 8}>
                        {layout.line.name}
                    </text>
                </g>
            )}
            {chosen && <Ring slot={chosen} layout={layout} />}
            <text class="halo" x={0} y="0.9em">
                {unitLabel}
            </text>
            {twoWay && (
                <>
                    <text class="strong halo" x={right} y={layout.top - 10} text-anchor="end">
                        {`${words.t('usage.fromGrid')} ↑`}
                    </text>
                    <text class="strong halo" x={right} y={layout.bottom - 12} text-anchor="end">
                        {`${words.t('usage.toGrid')} ↓`}
                    </text>
                </>
            )}
        </svg>
    );
}

/** A pin under the bar: between it and its label, where nothing else stands. */
export function noteMark(x: number, y: number): string {
    return `M${x - 3.5} ${y + 8}h7v-4l-3.5 -3.5l-3.5 3.5z`;
}

/** What the same bar came to elsewhere: quieter than the bar, wider, and read over it. */
function Mark({ slot, y }: { slot: Slot; y: number }) {
    const half = slot.width * 0.6;
    return (
        <>
            <line class="beside-halo" x1={slot.x - half} x2={slot.x + half} y1={y} y2={y} />
            <line class="beside" x1={slot.x - half} x2={slot.x + half} y1={y} y2={y} />
        </>
    );
}

function slotX(layout: Layout, i: number): number {
    const { x, width } = layout.twice!;
    return x + (width * (2 * i + 1)) / 4;
}

function Column({ slot, layout, hatch, chosen }: { slot: Slot; layout: Layout; hatch: string; chosen: boolean }) {
    const { bar } = slot;
    const { zero, height } = layout;
    return (
        <g>
            {bar.up.status === 'missing' && <rect class="gap" x={slot.left} width={slot.width} y={gapTop(slot, layout)} height={zero - gapTop(slot, layout)} />}
            {bar.up.part === 'gaps' && bar.up.value !== null && <rect class="gap" x={slot.left} width={slot.width} y={zero - Math.max(slot.up, 0) - 14} height={12} />}
            {bar.up.value !== null && (
                <path class={`bar ${slot.up < 0 ? 'down' : 'up'} ${bar.up.status}`} d={outline(slot, zero, slot.up)} fill={fillOf(bar.up.status, hatch, slot.up < 0)} />
            )}
            {bar.up.estimated !== undefined && bar.up.value! > bar.up.estimated && (
                <path class={`bar ${slot.up < 0 ? 'down' : 'up'}`} d={outline(slot, zero, slot.up * (1 - toNumber(bar.up.estimated) / toNumber(bar.up.value!)))} />
            )}
            {bar.down?.value != null && <path class={`bar down ${bar.down.status}`} d={outline(slot, zero, slot.down)} fill={fillOf(bar.down.status, hatch, true)} />}
            {slot.label && (
                <text class={chosen ? 'strong' : undefined} x={slot.x} y={height - 5} text-anchor="middle">
                    {slot.label}
                </text>
            )}
        </g>
    );
}

function gapTop(slot: Slot, layout: Layout): number {
    return layout.gaps.find((gap) => slot.x >= gap.x && slot.x <= gap.x + gap.width)?.top ?? layout.zero;
}

function fillOf(status: string, hatch: string, down: boolean): string | undefined {
    return status === 'estimated' ? `url(#${hatch}${down ? 'down' : 'up'})` : undefined;
}

/** Around the chosen bar, with a line up to the row that says what it is. */
function Ring({ slot, layout }: { slot: Slot; layout: Layout }) {
    const { zero } = layout;
    const top = Math.min(zero - 4, slot.bar.up.status === 'missing' ? gapTop(slot, layout) : zero - Math.max(slot.up, 0));
    const bottom = zero - Math.min(slot.up, slot.down, 0);
    return (
        <g>
            <rect class="ring" x={slot.left - 3.5} width={slot.width + 7} y={top - 3.5} height={bottom - top + 7} rx={3} />
            <line class="leader" x1={slot.x} x2={slot.x} y1={top - 4} y2={6} />
            <circle class="dot-mark" cx={slot.x} cy={5} r={3.5} />
        </g>
    );
}

/** Estimated: lines at 45°, so that print and colour-blind eyes see it too. */
export function Hatch({ id, series }: { id: string; series: 'up' | 'down' }) {
    return (
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-ground" width="6" height="6" />
            <rect class={`bar ${series}`} width="2.5" height="6" />
        </pattern>
    );
}
