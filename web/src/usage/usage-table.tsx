import { Link } from 'wouter-preact';
import type { Bar } from '../chart/bars';
import { decimals } from '../words/amounts';
import { useWords } from '../words/language';
import { hourEnd, hourStart } from '../words/spans';
import { searchOf } from './period';
import { coverage, qualityOf, type View } from './readout';
import type { Service } from './service';

/** The chart's figures, one line a bar. @param path of the usage page, where days open; null where they do not */
export function UsageTable({ view, service, caption, path }: { view: View; service: Service; caption: string; path: string | null }) {
    const words = useWords();
    const { unit } = service.main;
    const bars = view.bars.filter((bar) => bar.up.status !== 'outside' && (bar.up.status !== 'notYet' || view.by === 'hour'));
    const values = bars.flatMap((bar) => [bar.up.value, bar.down?.value ?? null]).filter((value) => value !== null);
    const digits = Math.max(0, ...values.map((value) => (value === 0n ? 0 : decimals(value, unit))));
    const twoWay = bars.some((bar) => bar.down !== null);
    const amount = (value: bigint | null | undefined) => (value == null ? '' : words.inColumn(value, digits));
    const unitName = words.unit(unit);
    return (
        <table class="usa-table usa-table--borderless">
            <caption>{words.capital(caption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.t(view.by === 'day' ? 'usage.colDay' : 'usage.colHour')}</th>
                    <th scope="col" class="amount">
                        {twoWay ? `${words.t('usage.fromGrid')}, ${unitName}` : words.capital(unitName)}
                    </th>
                    {twoWay && (
                        <th scope="col" class="amount">
                            {`${words.t('usage.toGrid')}, ${unitName}`}
                        </th>
                    )}
                    <th scope="col">{words.t('usage.colQuality')}</th>
                </tr>
            </thead>
            <tbody>
                {bars.map((bar) => (
                    <tr key={bar.key}>
                        <th scope="row">{when(bar)}</th>
                        <td class="amount">{amount(bar.up.value)}</td>
                        {twoWay && <td class="amount">{amount(bar.down?.value)}</td>}
                        <td>{quality(bar)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );

    function when(bar: Bar) {
        if (view.by === 'hour') {
            return words.capital(words.t('time.span', { from: hourStart(bar, view.bars, view.zone, words), to: hourEnd(bar, view.bars, words) }));
        }
        const day = words.capital(words.day(bar.day, 'shortWeekday'));
        return path === null ? (
            day
        ) : (
            <Link class="link" href={path + searchOf({ by: 'hour', day: bar.day })}>
                {day}
            </Link>
        );
    }

    function quality(bar: Bar): string {
        if (bar.up.status === 'missing') {
            return words.t('usage.noReads');
        }
        if (bar.up.status === 'notYet') {
            return words.t('usage.notYet');
        }
        const part = coverage(bar.up, words);
        return part ? `${qualityOf(bar.up, words)}. ${part}` : qualityOf(bar.up, words);
    }
}
