import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { sentence } from '../alert/sentence';
import { useAlerts } from '../api/alerts';
import { Refused, type Account } from '../api/client';
import type { ServerClock } from '../api/clock';
import { useEvaluation, type DecidingRead, type Evaluation } from '../api/notices';
import { useChannels } from '../api/queries';
import { Arrow } from '../frame/icons';
import { NotFound } from '../frame/not-found';
import { Trouble, usePhone } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { dayAt } from '../time/days';
import { parse } from '../words/amounts';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { clockAt } from '../words/spans';
import type { Words } from '../words/words';
import { digitsOf, figure, timeOf } from './figures';
import { endOf, lastReads } from './reads';
import { Sent } from './sent';
import { Steps } from './steps';

interface WhyPageProps {
    account: Account;
    evaluation: string;
    clock: ServerClock;
}

/** Why was I told? The reads, when each arrived, when it was decided, what was sent and what became of it. */
export function WhyPage({ account, evaluation }: WhyPageProps) {
    const words = useWords();
    const found = useEvaluation(account.id, evaluation);
    useTitle(words.t('why.title'));
    if (found.error instanceof Refused && found.error.status === 404) {
        return <NotFound />;
    }
    return (
        <>
            <p>
                <Link class="act light" href={`/accounts/${account.id}/notices`}>
                    <Arrow to="left" /> {words.t('notices.title')}
                </Link>
            </p>
            <h1>{words.t('why.title')}</h1>
            <Trouble plain />
            {found.data ? <Why account={account} evaluation={found.data} /> : <Waiting failed={found.isError} />}
        </>
    );
}

function Why({ account, evaluation }: { account: Account; evaluation: Evaluation }) {
    const words = useWords();
    const { value, unit, threshold, day, zone, commodity } = evaluation;
    // reads stand in the order they arrived, which need not be that of the clock
    const last = Math.max(...evaluation.reads.map(endOf));
    const amount = `${figure(value, evaluation, words)}\u00a0${words.unit(unit, parse(value))}`;
    const by = evaluation.reads.length > 0 ? timeOf(last, evaluation, words) : '';
    const phone = usePhone();
    const turned = evaluation.turns.at(-1);
    return (
        <>
            <p class="lead">
                <Rich text={words.t('why.lead', { time: by, day: words.day(day), amount, threshold: figure(threshold, evaluation, words) })} />
            </p>
            {turned && !turned.beyond && (
                <p class="lead">
                    <Rich text={words.t('why.notSo', { amount: words.amount(parse(turned.value), unit) })} />
                </p>
            )}
            <div class="two">
                <div class="stack">
                    <section class="card">
                        <h2>{words.t('why.steps')}</h2>
                        <ol class="timeline">
                            <Steps evaluation={evaluation} />
                        </ol>
                    </section>
                    <section class="card">
                        <h2 id="reads">{words.t('why.reads')}</h2>
                        <p class="quiet">
                            {words.t('why.readsOf', { unit: words.unit(unit), day: words.day(day) })}
                            {evaluation.coveredSeconds < evaluation.expectedSeconds && ` ${words.t('why.soFar', { zone: zone.replace(/.*\//, '').replaceAll('_', ' ') })}`}
                        </p>
                        <Reads evaluation={evaluation} />
                    </section>
                </div>
                <div class="stack">
                    <section class="card">
                        <h2>{words.t('why.sent')}</h2>
                        <Sent evaluation={evaluation} />
                    </section>
                    <YourAlert account={account} evaluation={evaluation} />
                    <section class="card">
                        <h2>{words.t('why.wrong')}</h2>
                        <p>
                            <Rich text={words.t('why.call', phone)} />
                        </p>
                        <p>
                            <Link class="act" href={`/profile/write?account=${account.id}&about=${encodeURIComponent(words.t('why.about', { service: words.t(`commodity.${commodity}`), day: words.day(day, 'year') }))}`}>
                                {words.t('write.title')}
                            </Link>
                        </p>
                    </section>
                </div>
            </div>
        </>
    );
}

function Reads({ evaluation }: { evaluation: Evaluation }) {
    const words = useWords();
    const [all, setAll] = useState(false);
    const { zone, unit, reads } = evaluation;
    const few = lastReads(evaluation);
    const shown = all ? reads : few;
    const number = (text: string) => words.inColumn(parse(text), digitsOf(evaluation));
    const other = reads.some((read) => read.unit !== unit);
    return (
        <>
            <div class="table-box">
                <table class="usa-table usa-table--borderless evidence" aria-labelledby="reads">
                    <thead>
                        <tr>
                            <th scope="col">{words.t('why.colFrom')}</th>
                            <th scope="col" class="amount">
                                {words.t('why.colUsed')}
                            </th>
                            <th scope="col" class="amount">
                                {words.t('why.colSum')}
                            </th>
                            <th scope="col" class="wide-only">
                                {words.t('usage.colQuality')}
                            </th>
                            <th scope="col" class="amount not-narrow">
                                {words.t('why.colReached')}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {shown.map((read) => (
                            <tr key={read.channel + read.start} class={read.decided ? 'decided' : undefined}>
                                <th scope="row">
                                    {clockAt(Date.parse(read.start), zone, words)}
                                    <span class="narrow-line quiet">
                                        {words.t('why.colReached')} {reached(read, evaluation, words)}. {!read.counts && words.t('why.notCounted')}
                                    </span>
                                    {read.decided && <span class="hidden-text">: {words.t('why.decided')}</span>}
                                </th>
                                <td class="amount">{other ? words.amount(parse(read.value), read.unit) : number(read.value)}</td>
                                <td class="amount">{number(read.running)}</td>
                                <td class="wide-only">
                                    {words.t(`quality.${read.quality}`)}
                                    {!read.counts && `. ${words.t('why.notCounted')}`}
                                </td>
                                <td class="amount not-narrow">{reached(read, evaluation, words)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {reads.length > few.length && (
                <button type="button" class="act plain" aria-expanded={all} onClick={() => setAll(!all)}>
                    {words.t(all ? 'why.fewer' : 'why.all', { n: reads.length })}
                </button>
            )}
        </>
    );
}

function reached(read: DecidingRead, { zone, day }: Evaluation, words: Words): string {
    const instant = Date.parse(read.arrivedAt);
    const on = dayAt(instant, zone);
    const time = clockAt(instant, zone, words);
    return on === day ? time : `${words.day(on, 'short')}, ${time}`;
}

function YourAlert({ account, evaluation }: { account: Account; evaluation: Evaluation }) {
    const words = useWords();
    const alerts = useAlerts(account.id);
    const channels = useChannels(account.id);
    const alert = alerts.data?.find((one) => one.id === evaluation.alert);
    const ended = alerts.data !== undefined && alert === undefined;
    return (
        <section class="card">
            <h2>{words.t('why.alert')}</h2>
            <p>{sentence(evaluation, channels.data ?? [], words)}</p>
            {alert && alert.threshold !== evaluation.threshold && <p class="quiet">{words.t('why.changed')}</p>}
            {ended ? (
                <p class="quiet">{words.t('why.ended')}</p>
            ) : (
                <p class="buttons">
                    <Link class="usa-button usa-button--outline" href={`/accounts/${account.id}/alerts/${evaluation.alert}`}>
                        {words.t('alerts.change')}
                    </Link>
                </p>
            )}
        </section>
    );
}
