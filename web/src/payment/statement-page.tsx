import { useState } from 'preact/hooks';
import { Link, useLocation, useSearch } from 'wouter-preact';
import { city } from '../words/city';
import type { Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useStatement, type Statement, type StatementEntry } from '../api/money';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { Waiting } from '../frame/part';
import { paperLanguage } from '../money/papers';
import { MoneyFrame } from '../money/tabs';
import { addDays, type Day } from '../time/days';
import { useWords } from '../words/language';
import type { Words } from '../words/words';
import { spanFrom } from './span';

/** Everything charged and paid in a span of days, with the balance after each. */
export function StatementPage({ account, clock }: { account: Account; clock: ServerClock }) {
    const words = useWords();
    const today = useToday(clock, city.zone);
    const span = spanFrom(useSearch(), today);
    const statement = useStatement(account.id, span.from, addDays(span.last, 1));
    const query = `from=${span.from}&to=${addDays(span.last, 1)}`;
    return (
        <MoneyFrame account={account} at="statement">
            <SpanForm key={`${span.from} ${span.last}`} account={account.id} span={span} />
            {!statement.data ? (
                <Waiting failed={statement.isError} />
            ) : (
                <section class="card" aria-labelledby="entries">
                    <h2 id="entries">{words.t('statement.span', { from: words.day(span.from, 'year'), to: words.day(span.last, 'year') }).replaceAll('\u00a0', ' ')}</h2>
                    <Entries account={account.id} statement={statement.data} />
                    <ul class="acts-list no-print">
                        <li>
                            <a class="act" href={`/api/accounts/${account.id}/statement.csv?${query}`}>
                                {words.t('statement.csv')}
                            </a>
                        </li>
                        <li>
                            <a class="act" href={`/api/accounts/${account.id}/statement.pdf?${query}&language=${paperLanguage(words)}`}>
                                {words.t('statement.pdf')}
                            </a>
                        </li>
                    </ul>
                </section>
            )}
        </MoneyFrame>
    );
}

function SpanForm({ account, span }: { account: string; span: { from: Day; last: Day } }) {
    const words = useWords();
    const [, navigate] = useLocation();
    const [from, setFrom] = useState(span.from);
    const [last, setLast] = useState(span.last);
    const form = useSubmit<'from' | 'last'>();
    function show(event: Event) {
        event.preventDefault();
        if (from === '' || last === '' || from > last) {
            form.mend(from === '' || last === '' ? { [from === '' ? 'from' : 'last']: words.t('statement.dayMissing') } : { last: words.t('statement.backwards') });
            return;
        }
        form.clear();
        navigate(`/accounts/${account}/statement?from=${from}&to=${last}`);
    }
    return (
        <form class="card no-print" onSubmit={show} noValidate>
            <Said text={form.said} />
            <div class="pair flush">
                <Field id="from" type="date" label={words.t('statement.from')} value={from} onText={setFrom} error={form.errors.from} />
                <Field id="last" type="date" label={words.t('statement.to')} value={last} onText={setLast} error={form.errors.last} />
            </div>
            <div class="buttons">
                <button type="submit" class="usa-button usa-button--outline">
                    {words.t('statement.show')}
                </button>
            </div>
        </form>
    );
}

function Entries({ account, statement }: { account: string; statement: Statement }) {
    const words = useWords();
    if (statement.entries.length === 0) {
        return <p>{words.t('statement.nothing', { amount: balanceWords(statement.closingCents, words) })}</p>;
    }
    return (
        <table class="usa-table usa-table--borderless entries">
            <caption class="hidden-text">{words.t('statement.title')}</caption>
            <thead>
                <tr>
                    <th scope="col" class="wide-only">
                        {words.t('statement.colDay')}
                    </th>
                    <th scope="col">{words.t('statement.colWhat')}</th>
                    <th scope="col" class="amount">
                        {words.t('statement.colAmount')}
                    </th>
                    <th scope="col" class="amount">
                        {words.t('statement.colBalance')}
                    </th>
                </tr>
            </thead>
            <tbody>
                <tr>
                    <td class="wide-only">{words.day(statement.from, 'short')}</td>
                    <th scope="row">{words.t('statement.opening')}</th>
                    <td class="amount" />
                    <td class="amount">{balanceWords(statement.openingCents, words)}</td>
                </tr>
                {statement.entries.map((entry, at) => (
                    <tr key={at}>
                        <td class="wide-only">{words.day(entry.on, 'short')}</td>
                        <th scope="row">
                            <What account={account} entry={entry} />
                            <span class="quiet about narrow-only">{words.day(entry.on, 'short')}</span>
                        </th>
                        <td class="amount">{words.money(entry.chargedCents - entry.paidCents)}</td>
                        <td class="amount">{balanceWords(entry.balanceCents, words)}</td>
                    </tr>
                ))}
                <tr class="closing">
                    <td class="wide-only">{words.day(addDays(statement.to, -1), 'short')}</td>
                    <th scope="row">{words.t('statement.closing')}</th>
                    <td class="amount" />
                    <td class="amount">{balanceWords(statement.closingCents, words)}</td>
                </tr>
            </tbody>
        </table>
    );
}

function What({ account, entry }: { account: string; entry: StatementEntry }) {
    const words = useWords();
    const text = words.t(`statement.kind.${entry.kind}`, { what: entry.what });
    const href = entry.bill !== null ? `/accounts/${account}/bills/${entry.bill}` : entry.payment !== null ? `/payments/${entry.payment}` : null;
    return href === null ? (
        <>{text}</>
    ) : (
        <Link class="link" href={href}>
            {text}
        </Link>
    );
}

/** {@return what is owed; a credit says so rather than being a negative debt} */
function balanceWords(cents: number, words: Words): string {
    return cents < 0 ? words.t('statement.creditOf', { amount: words.money(-cents) }) : words.money(cents);
}
