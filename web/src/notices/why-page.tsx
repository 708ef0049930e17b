import type { ComponentChildren } from 'preact';
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
import { decimal, parse } from '../words/amounts';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { clockAt } from '../words/spans';
import type { Words } from '../words/words';
import { endOf, lastReads, lengthOf, passing } from './reads';
import { isTrouble, stateWords, wayOf } from './states';

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
    return (
        <>
            <p class="lead">
                <Rich text={words.t('why.lead', { time: by, day: words.day(day), amount, threshold: figure(threshold, evaluation, words) })} />
            </p>
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

/** So many decimals that the reads' own figures stand, since here it is shown that one is more than the other. */
function digitsOf({ reads, value, threshold }: Evaluation): number {
    const own = [value, threshold, ...reads.map((read) => read.running)].map((text) => text.replace(/^[^.]*\.?/, '').length);
    return Math.min(3, Math.max(...own));
}

function figure(text: string, evaluation: Evaluation, words: Words): string {
    const digits = text.includes('.') ? digitsOf(evaluation) : 0;
    return words.inColumn(parse(text), digits);
}

/** A time of the evaluation's own day stands alone; of another day, with that day. */
function timeOf(instant: number, { zone, day }: Evaluation, words: Words, exact = false): string {
    const time = clockAt(instant, zone, words, exact);
    // the last moment of the day belongs to it
    const on = dayAt(instant - 1, zone);
    return on === day ? time : words.t('moment.day', { day: words.day(dayAt(instant, zone)), time });
}

function Step({ title, time, children }: { title: string; time: string; children?: ComponentChildren }) {
    return (
        <li>
            <h3>{title}</h3>
            {time && <p class="quiet">{time}</p>}
            {children && <p>{children}</p>}
        </li>
    );
}

function Steps({ evaluation }: { evaluation: Evaluation }) {
    const words = useWords();
    const { unit, threshold, notices, commodity } = evaluation;
    const read = passing(evaluation);
    const number = (text: string) => figure(text, evaluation, words);
    const before = read && number(decimal(parse(read.running) - parse(read.value)));
    const settled = notices.filter((notice) => notice.attempts.length > 0);
    const at = (iso: string, exact = true) => words.capital(timeOf(Date.parse(iso), evaluation, words, exact));
    return (
        <>
            {read && (
                <Step
                    title={words.t(`why.used.${commodity}`)}
                    time={words.capital(words.t('moment.day', { day: words.day(evaluation.day), time: words.t('time.span', { from: clockAt(Date.parse(read.start), evaluation.zone, words), to: clockAt(endOf(read), evaluation.zone, words) }) }))}
                >
                    {read.unit === unit ? words.t('why.took', { amount: `${number(read.value)}\u00a0${words.unit(unit, parse(read.value))}`, before: before!, after: number(read.running) }) : words.t('why.tookTo', { after: words.amount(parse(read.running), unit) })}
                </Step>
            )}
            <Step title={words.t('why.reached')} time={at(evaluation.arrivedAt)}>
                {read && late(Date.parse(evaluation.arrivedAt) - endOf(read), words)}
            </Step>
            <Step title={words.t('why.checked')} time={at(evaluation.decidedAt)}>
                {words.t('why.compared', { value: number(evaluation.value), threshold: number(threshold) })}
            </Step>
            {settled.map((notice) => (
                <Step key={notice.id} title={words.t(notice.medium === 'sms' ? 'why.textSent' : 'why.emailSent')} time={at(notice.attempts.at(-1)!.at)}>
                    {words.capital(wayOf(notice, words))}. <span class={isTrouble(notice.state) ? 'warn' : undefined}>{stateWords(notice, words)}</span>
                </Step>
            ))}
            {notices
                .filter((notice) => notice.attempts.length === 0)
                .map((notice) => (
                    <Step key={notice.id} title={words.t(notice.medium === 'sms' ? 'why.textNotSent' : 'why.emailNotSent')} time="">
                        {words.capital(wayOf(notice, words))}. {stateWords(notice, words)}
                    </Step>
                ))}
        </>
    );
}

/** {@return "An hour and 12 minutes after the hour ended", as far as it is worth saying} */
function late(milliseconds: number, words: Words): string {
    const minutes = Math.max(0, Math.round(milliseconds / 60_000));
    return minutes < 60 ? words.t('why.lateMinutes', { n: minutes }) : words.t('why.lateHours', { n: Math.round(minutes / 60) });
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

/** The very words that were sent, per medium; where several got the same, once. */
function Sent({ evaluation }: { evaluation: Evaluation }) {
    const words = useWords();
    const { notices } = evaluation;
    if (notices.length === 0) {
        return <p>{words.t('why.nothingSent')}</p>;
    }
    return (
        <>
            {notices.map((notice) => {
                const attempt = notice.attempts.at(-1);
                return (
                    <div key={notice.id} class="message">
                        <h3>{words.capital(wayOf(notice, words))}</h3>
                        {attempt ? (
                            <>
                                {attempt.subject && <p class="b">{attempt.subject}</p>}
                                <p class={notice.medium === 'sms' ? 'bubble' : 'bubble mail'}>{attempt.body}</p>
                                {notice.medium === 'sms' && <p class="quiet">{words.t('why.length', { n: lengthOf(attempt.body) })}</p>}
                                <Provider attempts={notice.attempts.map(({ answer }) => answer)} />
                            </>
                        ) : (
                            <p>{stateWords(notice, words)}</p>
                        )}
                    </div>
                );
            })}
        </>
    );
}

/** What the provider answered, to the letter: for the one who asks us by telephone. */
function Provider({ attempts }: { attempts: readonly string[] }) {
    const words = useWords();
    return (
        <details>
            <summary>{words.t('why.provider')}</summary>
            <ul>
                {attempts.map((answer, i) => (
                    <li key={i}>
                        <code>{answer}</code>
                    </li>
                ))}
            </ul>
        </details>
    );
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
