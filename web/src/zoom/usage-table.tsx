import { Link } from 'wouter-preact';
import type { Bar } from '../chart/bars';
import { decimal, sum } from '../words/amounts';
import { useWords } from '../words/language';
import { hourEnd, hourStart } from '../words/spans';
import { coverage, qualityOf, type View } from '../usage/readout';
import type { Service } from '../usage/service';
import type { Compared } from './compared';
import type { Outside } from './outside';

interface UsageTableProps {
    view: View;
    service: Service;
    caption: string;
    /** where a bar opens; null where it does not */
    hrefOf: (bar: Bar) => string | null;
    beside: Compared | null;
    outside: Outside | null;
}

/** The portal keeps nine decimals; meters count by three at most, and more are not read. */
const MOST_DIGITS = 3;

/** The chart's figures, one line a bar, exact, so that whoever adds them up comes to the total below. */
export function UsageTable({ view, service, caption, hrefOf, beside, outside }: UsageTableProps) {
    const words = useWords();
    const noted = view.noted && view.noted.size > 0 ? view.noted : null;
    const unitName = words.unit(service.main.unit);
    // a word begins large, a sign such as kWh stays as it is
    const heading = /[A-Z]/.test(unitName) ? unitName : words.capital(unitName);
    const rows = view.bars.map((bar, i) => ({ bar, then: beside?.pairs?.[i] ?? null })).filter(({ bar }) => bar.up.status !== 'outside' && (bar.up.status !== 'notYet' || view.by === 'hour' || view.noted?.has(bar.key)));
    const twoWay = rows.some(({ bar }) => bar.down !== null);
    // what the other span has beyond this one, so that its column too adds up to all of it
    const running = view.bars.some((bar) => bar.up.status === 'notYet' || bar.up.part === 'soFar');
    const left = running ? [] : (beside?.others ?? []).filter((bar) => bar.up.value !== null && !beside!.pairs!.includes(bar));
    const columns = [
        { name: twoWay ? words.t('usage.fromGrid') : '', values: rows.map(({ bar }) => bar.up.value), beyond: false },
        ...(twoWay ? [{ name: words.t('usage.toGrid'), values: rows.map(({ bar }) => bar.down?.value ?? null), beyond: false }] : []),
        ...(beside
            ? [
                  { name: beside.name, values: [...rows.map(({ then }) => then?.up.value ?? null), ...left.map((bar) => bar.up.value)], beyond: true },
                  ...(twoWay ? [{ name: `${beside.name}, ${words.small(words.t('usage.toGrid'))}`, values: [...rows.map(({ then }) => then?.down?.value ?? null), ...left.map((bar) => bar.down?.value ?? null)], beyond: true }] : []),
              ]
            : []),
    ];
    const rests = 1 + (outside?.columns.length ?? 0);
    const digits = Math.min(MOST_DIGITS, Math.max(0, ...columns.flatMap(({ values }) => values.map((value) => (value === null ? 0 : (decimal(value).split('.')[1]?.length ?? 0))))));
    const amount = (value: bigint | null | undefined) => (value == null ? '' : words.inColumn(value, digits));
    return (
        <table class="usa-table usa-table--borderless">
            <caption>{words.capital(caption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.t(COLUMNS[view.by])}</th>
                    {columns.map(({ name }) => (
                        <th key={name} scope="col" class="amount">
                            {name === '' ? heading : `${name}, ${unitName}`}
                        </th>
                    ))}
                    {outside?.columns.map(({ name }) => (
                        <th key={name} scope="col" class="amount">
                            {name}
                        </th>
                    ))}
                    <th scope="col">{words.t('usage.colQuality')}</th>
                    {noted && <th scope="col">{words.t('note.column')}</th>}
                </tr>
            </thead>
            <tbody>
                {rows.map(({ bar }, i) => (
                    <tr key={bar.key}>
                        <th scope="row">{when(bar)}</th>
                        {columns.map(({ name, values, beyond }) => (
                            <td key={name} class="amount">
                                {amount(values[i]) || (beyond ? whyNot(rows[i]!.then) : '')}
                            </td>
                        ))}
                        {outside?.columns.map(({ name, value }) => (
                            <td key={name} class="amount">
                                {value(bar)}
                            </td>
                        ))}
                        <td>{quality(bar)}</td>
                        {noted && <td class="noted">{noted.get(bar.key)?.cell}</td>}
                    </tr>
                ))}
                {left.map((bar, i) => (
                    <tr key={`left ${bar.key}`}>
                        <th scope="row">{beside!.nameOf(bar)}</th>
                        {columns.map(({ name, values, beyond }) => (
                            <td key={name} class="amount">
                                {beyond ? amount(values[rows.length + i]) : ''}
                            </td>
                        ))}
                        <td colSpan={rests} />
                        {noted && <td />}
                    </tr>
                ))}
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words.t('zoom.total')}</th>
                    {columns.map(({ name, values }) => {
                        const known = values.filter((value) => value !== null);
                        return (
                            <td key={name} class="amount">
                                {known.length === 0 ? '' : amount(sum(known))}
                            </td>
                        );
                    })}
                    <td colSpan={rests} />
                    {noted && <td />}
                </tr>
            </tfoot>
        </table>
    );

    function when(bar: Bar) {
        const text = view.month
            ? view.month.name(bar)
            : view.by === 'hour'
              ? words.capital(words.t('time.span', { from: hourStart(bar, view.bars, view.zone, words), to: hourEnd(bar, view.bars, words) }))
              : words.capital(words.day(bar.day, 'shortWeekday'));
        const href = hrefOf(bar);
        return href === null ? (
            text
        ) : (
            <Link class="link" href={href}>
                {text}
            </Link>
        );
    }

    function whyNot(then: Bar | null): string {
        return then?.up.status === 'missing' ? words.t('usage.noReads') : then?.up.status === 'outside' ? words.t('usage.outside') : '';
    }

    function quality(bar: Bar): string {
        if (bar.up.status === 'missing') {
            return words.t('usage.noReads');
        }
        if (bar.up.status === 'notYet') {
            return words.t('usage.notYet');
        }
        if (view.month) {
            return view.month.rests(bar);
        }
        const part = coverage(bar.up, words);
        return part ? `${qualityOf(bar.up, words)}. ${part}` : qualityOf(bar.up, words);
    }
}

const COLUMNS = { month: 'zoom.colMonth', day: 'zoom.colDay', hour: 'zoom.colHour' } as const;
