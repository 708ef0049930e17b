import { useId } from 'preact/hooks';
import { Hatch, noteMark } from '../chart/bar-chart';
import type { Bar, Status } from '../chart/bars';
import { useWords } from '../words/language';

/** What the bars' looks mean; only looks that are there. */
export function Legend({ bars, commodity, line = false, beside = null, noted = false }: { bars: readonly Bar[]; commodity: string; line?: boolean; beside?: string | null; noted?: boolean }) {
    const words = useWords();
    const hatch = useId();
    const has = (status: Status) => bars.some((bar) => bar.up.status === status || bar.down?.status === status);
    const twoWay = bars.some((bar) => bar.down !== null);
    return (
        <ul class={`legend ${commodity}`}>
            {(twoWay || has('measured')) && (
                <li>
                    <Key>
                        <rect class="bar up" x="1" y="1" width="11" height="14" rx="2" />
                    </Key>
                    {words.t(twoWay ? 'usage.fromGrid' : 'quality.valid')}
                </li>
            )}
            {twoWay && (
                <li>
                    <Key>
                        <rect class="bar down" x="1" y="1" width="11" height="14" rx="2" />
                    </Key>
                    {words.t('usage.legendToGrid')}
                </li>
            )}
            {has('estimated') && (
                <li>
                    <Key>
                        <Hatch id={hatch} series="up" />
                        <rect class="bar up estimated" fill={`url(#${hatch})`} x="1" y="1" width="11" height="14" rx="2" />
                    </Key>
                    {words.t('quality.estimated')}
                </li>
            )}
            {(has('missing') || bars.some((bar) => bar.up.part === 'gaps')) && (
                <li>
                    <Key>
                        <rect class="gap" x="1" y="1" width="11" height="14" />
                    </Key>
                    {words.t('usage.noReads')}
                </li>
            )}
            {beside && (
                <li>
                    <svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
                        <line class="beside" x1="0" x2="20" y1="8" y2="8" />
                    </svg>
                    {beside}
                </li>
            )}
            {noted && (
                <li>
                    <Key>
                        <path class="note-mark" d={noteMark(6.5, 4)} />
                    </Key>
                    {words.t('note.yours')}
                </li>
            )}
            {line && (
                <li>
                    <svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
                        <line class="threshold" x1="0" x2="20" y1="8" y2="8" />
                    </svg>
                    {words.t('line.yours')}
                </li>
            )}
        </ul>
    );
}

function Key({ children }: { children: preact.ComponentChildren }) {
    return (
        <svg width="13" height="16" viewBox="0 0 13 16" aria-hidden="true">
            {children}
        </svg>
    );
}
