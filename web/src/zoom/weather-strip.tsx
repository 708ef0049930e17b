import type { Bar } from '../chart/bars';
import type { Layout } from '../chart/layout';
import { textWidth } from '../chart/measure';
import { useWords } from '../words/language';
import type { Outside, Weather } from './outside';
import { drawn } from './strip';

interface WeatherStripProps {
    layout: Layout;
    weather: Weather;
    outside: Outside;
    selected: Bar | null;
}

/** What it was like outside, day over day above the bars. The same is in the row that reads out a bar, and in the table. */
export function WeatherStrip({ layout, weather, outside, selected }: WeatherStripProps) {
    const words = useWords();
    if (weather.days.length === 0) {
        return <WeatherNote text={words.t('weather.none')} />;
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const { height, bands, lines, rains, gaps, labels, dot } = drawn(layout, outside, weather.rainUnit, rem, selected?.key ?? null, textWidth);
    return (
        <div class="strip weather-room">
            <svg width={layout.width} height={height} viewBox={`0 0 ${layout.width} ${height}`} aria-hidden="true" focusable="false">
                {gaps.map((gap) => (
                    <rect key={`${gap.x} ${gap.y}`} class="gap" {...gap} />
                ))}
                {bands.map((band) => (
                    <path key={band} class="warmth" d={band} />
                ))}
                {rains.map((rain) => (
                    <rect key={rain.x} class="rain" {...rain} />
                ))}
                {dot && <line class="leader" x1={dot.x} x2={dot.x} y1={(dot.y ?? 2 * rem) + 4} y2={height} />}
                {lines.map((line) => (
                    <path key={line} class="high" d={line} />
                ))}
                {dot && dot.y !== null && <circle class="dot-mark" cx={dot.x} cy={dot.y} r={3.5} />}
                {labels.map(({ x, y, anchor, text }) => (
                    <text key={`${x} ${y}`} class="halo" x={x} y={y} text-anchor={anchor}>
                        {text}
                    </text>
                ))}
                <text class="halo" x={0} y="0.9em">
                    {words.t('weather.strip', { unit: outside.unit })}
                </text>
            </svg>
        </div>
    );
}

/** In the strip's place, when there is nothing to draw. */
export function WeatherNote({ text }: { text: string }) {
    return (
        <div class="strip weather-room">
            <p>{text}</p>
        </div>
    );
}
