import { useState } from 'preact/hooks';
import { useQuery } from '@tanstack/preact-query';
import { Link } from 'wouter-preact';
import { decide, useRefunds } from '../api/counter';
import type { Refund, Role } from '../api/money';
import { sessionQuery } from '../api/queries';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { daysBetween } from '../time/days';
import { useWords } from '../words/language';
import { refundState } from './refund-words';
import { useTown } from './town';

/** What waits for an approver, the oldest first, and what became of the others. */
export function RefundsPage({ role }: { role: Role }) {
    const words = useWords();
    const refunds = useRefunds();
    const [said, setSaid] = useState<string | null>(null);
    const waiting = refunds.data?.filter((one) => one.state === 'asked').toSorted((one, other) => one.askedAt.localeCompare(other.askedAt)) ?? [];
    const others = refunds.data?.filter((one) => one.state !== 'asked') ?? [];
    useTitle(words.t('refund.title'));
    return (
        <>
            <h1>{words.t('refund.title')}</h1>
            <Trouble plain />
            <p role="status" class={said ? 'told' : undefined}>
                {said}
            </p>
            {!refunds.data ? (
                <Waiting failed={refunds.isError} />
            ) : (
                <div class="stack counter">
                    <section class="card" aria-labelledby="waiting">
                        <h2 id="waiting">{words.t('refund.waiting', { n: waiting.length })}</h2>
                        {waiting.length === 0 ? (
                            <p>{words.t('refund.noneWaiting')}</p>
                        ) : (
                            <ul class="queue">
                                {waiting.map((one) => (
                                    <Asked key={one.id} refund={one} role={role} onDone={setSaid} />
                                ))}
                            </ul>
                        )}
                        {waiting.length > 0 && role !== 'approver' && <p class="hint">{words.t('refund.notYours')}</p>}
                    </section>
                    {others.length > 0 && (
                        <section class="card" aria-labelledby="others">
                            <h2 id="others">{words.t('refund.others')}</h2>
                            <table class="usa-table usa-table--borderless dense">
                                <caption class="hidden-text">{words.t('refund.others')}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">{words.t('statement.colDay')}</th>
                                        <th scope="col">{words.t('refund.colReason')}</th>
                                        <th scope="col" class="wide-only">
                            {words.t('payment.stateOf')}
                        </th>
                                        <th scope="col" class="wide-only">
                                            {words.t('refund.colBy')}
                                        </th>
                                        <th scope="col" class="amount">
                                            {words.t('statement.colAmount')}
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {others.map((one) => (
                                        <tr key={one.id}>
                                            <td>{words.day(one.askedAt.slice(0, 10), 'short')}</td>
                                            <td>
                                                {one.reason}
                                                {one.note && <span class="quiet about">{one.note}</span>}
                                            </td>
                                            <td class="wide-only">{refundState(one, words)}</td>
                                            <td class="wide-only">{words.list([one.askedBy, ...(one.decidedBy ? [one.decidedBy] : [])])}</td>
                                            <td class="amount">
                                                {words.money(one.cents, one.currency)}
                                                <span class="quiet about narrow-only">{refundState(one, words)}</span>
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </section>
                    )}
                </div>
            )}
        </>
    );
}

/** One that waits. Who asked for it does not release it. */
function Asked({ refund, role, onDone }: { refund: Refund; role: Role; onDone: (text: string) => void }) {
    const words = useWords();
    const session = useQuery(sessionQuery).data;
    const [refusing, setRefusing] = useState(false);
    const [reason, setReason] = useState('');
    const form = useSubmit<string>();
    const id = `refund-${refund.id}`;
    const reasonId = `reason-${refund.id}`;
    const age = Math.max(0, daysBetween(refund.askedAt.slice(0, 10), useTown()));
    const amount = words.money(refund.cents, refund.currency);
    const mine = refund.askedBy === session?.email;
    const send = (release: boolean) =>
        void form.submit(async () => {
            await decide(refund.id, release, release ? null : reason.trim());
            onDone(words.t(release ? 'refund.released' : 'refund.refusedDone', { amount }));
        });
    return (
        <li>
            <p id={id}>
                <b>{amount}</b>. {refund.reason}
            </p>
            <p>{words.t('refund.of', { kind: words.t(`method.${refund.kind}`), receipt: refund.receipt ?? '' })}</p>
            <p class="quiet">
                {words.t('refund.askedBy', { who: refund.askedBy, n: age })}{' '}
                <Link class="link" href={`/counter/accounts/${refund.account}`}>
                    {words.t('nav.account', { number: refund.accountNumber })}
                </Link>
            </p>
            <Said text={form.said} />
            {role === 'approver' && mine && <p class="hint">{words.t('refund.mine')}</p>}
            {role === 'approver' && !mine && !refusing && (
                <div class="buttons">
                    <button type="button" class="usa-button" aria-disabled={form.busy} aria-describedby={id} onClick={() => send(true)}>
                        {words.t('refund.release', { amount })}
                    </button>
                    <button type="button" class="usa-button usa-button--outline" aria-describedby={id} onClick={() => setRefusing(true)}>
                        {words.t('refund.refuse')}
                    </button>
                </div>
            )}
            {refusing && (
                <form
                    class="inset"
                    noValidate
                    onSubmit={(event) => {
                        event.preventDefault();
                        if (reason.trim() === '') {
                            form.mend({ [reasonId]: words.t('counter.reasonMissing') });
                        } else {
                            send(false);
                        }
                    }}
                >
                    <Field id={reasonId} label={words.t('refund.refuseReason')} autocomplete="off" maxLength={200} value={reason} onText={setReason} error={form.errors[reasonId]} />
                    <div class="buttons">
                        <button type="submit" class="usa-button" aria-disabled={form.busy}>
                            {words.t('refund.refuseDo')}
                        </button>
                        <button type="button" class="usa-button usa-button--outline" onClick={() => setRefusing(false)}>
                            {words.t('form.cancel')}
                        </button>
                    </div>
                </form>
            )}
        </li>
    );
}
