import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { city } from '../words/city';
import { useBalance, type Balance } from '../api/balance';
import { useToday, type ServerClock } from '../api/clock';
import { Notice, usePhone } from '../frame/notice';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { owing } from './owe';

interface OweProps {
    account: string;
    clock: ServerClock;
}

/** What I owe and when, with one button. Past due, the line at the top of the page has it. */
export function OweCard({ account, clock, children }: OweProps & { children?: ComponentChildren }) {
    const words = useWords();
    const balance = useBalance(account);
    const today = useToday(clock, city.zone);
    if (!balance.data) {
        return <Empty failed={balance.isError} />;
    }
    const { title, cents, lead, notes, pay, calm } = owing(balance.data, today, words);
    return (
        <section class="card owe" aria-labelledby="owe">
            <h2 id="owe">{title}</h2>
            {cents !== null && <p class="sum">{words.money(cents, balance.data.currency)}</p>}
            {lead && (
                <p class={balance.data.pastDueCents > 0 ? 'warn' : undefined}>
                    <Rich text={lead} />
                </p>
            )}
            {notes.map((note) => (
                <p key={note} class="note">
                    <Rich text={note} />
                </p>
            ))}
            {pay !== null && balance.data.pastDueCents === 0 && <PayButton account={account} cents={pay} calm={calm} currency={balance.data.currency} />}
            {children ?? (balance.data.lastBill && <LastBill account={account} balance={balance.data} />)}
        </section>
    );
}

function LastBill({ account, balance }: { account: string; balance: Balance }) {
    const words = useWords();
    return (
        <p>
            <Link class="act" href={`/accounts/${account}/bills/${balance.lastBill!.id}`}>
                {words.t(balance.owedCents > 0 ? 'owe.why' : 'owe.lastBill')}
            </Link>
        </p>
    );
}

/** The line at the top while something is past due, with what to do about it. */
export function PastDue({ account, balance, clock }: OweProps & { balance: Balance }) {
    const words = useWords();
    const today = useToday(clock, city.zone);
    const { pay } = owing(balance, today, words);
    const since = balance.dueOn && balance.dueOn < today ? words.t('owe.since', { day: words.day(balance.dueOn) }) : '';
    return (
        <Notice title={words.t('owe.pastDue', { amount: words.money(balance.pastDueCents, balance.currency) })} text={[since, words.t('owe.pastDueText', usePhone())].filter(Boolean).join(' ')}>
            {pay !== null && <PayButton account={account} cents={pay} calm={false} currency={balance.currency} />}
        </Notice>
    );
}

function PayButton({ account, cents, calm, currency }: { account: string; cents: number; calm: boolean; currency: string }) {
    const words = useWords();
    return (
        <Link id="pay" class={calm ? 'usa-button usa-button--outline wide' : 'usa-button wide'} href={`/accounts/${account}/pay`}>
            {words.t(calm ? 'owe.payNow' : 'owe.pay', { amount: words.money(cents, currency) })}
        </Link>
    );
}

function Empty({ failed }: { failed: boolean }) {
    const words = useWords();
    const still = failed ? ' still' : '';
    return (
        <div class="card owe" aria-busy={!failed}>
            <div class={`sunk line${still}`} />
            <div class={`sunk tall${still}`} />
            {!failed && <span class="hidden-text">{words.t('loading')}</span>}
        </div>
    );
}
