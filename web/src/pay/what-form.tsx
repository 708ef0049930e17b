import { Link } from 'wouter-preact';
import { city } from '../words/city';
import { useBalance } from '../api/balance';
import type { Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { FieldError, Said, Tick } from '../form/field';
import { useSubmit } from '../form/submit';
import { stillToPay } from '../home/owe';
import { useWords } from '../words/language';
import type { Filled } from './wish';

interface WhatFormProps {
    accounts: readonly Account[];
    filled: Filled;
    onFill: (filled: Filled) => void;
    clock: ServerClock;
}

/** Which accounts to pay, with what each owes; several can be paid at once. */
export function WhatForm({ accounts, filled, onFill, clock }: WhatFormProps) {
    const words = useWords();
    const form = useSubmit<'accounts'>();
    function next(event: Event) {
        event.preventDefault();
        if (filled.accounts.length === 0) {
            form.mend({ accounts: words.t('pay.accountMissing') });
            return;
        }
        onFill({ ...filled, step: 'how' });
    }
    return (
        <form class="middle" onSubmit={next} noValidate>
            <Said text={form.said} errors={form.errors} />
            <section class="card">
                <fieldset class="usa-fieldset" id="accounts" tabIndex={-1} aria-describedby={form.errors.accounts ? 'accounts-error' : undefined}>
                    <legend>
                        <h2>{words.t('pay.whichAccounts')}</h2>
                    </legend>
                    <FieldError id="accounts" error={form.errors.accounts} />
                    {accounts.map((account) => (
                        <Tick
                            key={account.id}
                            id={`account-${account.id}`}
                            checked={filled.accounts.includes(account.id)}
                            onTick={(checked) => onFill({ ...filled, accounts: checked ? [...filled.accounts, account.id] : filled.accounts.filter((id) => id !== account.id) })}
                        >
                            <b>{account.address ?? account.name}</b>
                            <span class="quiet about">{words.t('nav.account', { number: account.number })}</span>
                            <Owed account={account.id} clock={clock} />
                        </Tick>
                    ))}
                </fieldset>
                <div class="buttons">
                    <button type="submit" class="usa-button">
                        {words.t('pay.next')}
                    </button>
                    <Link class="usa-button usa-button--outline" href={`/accounts/${filled.accounts[0] ?? accounts[0]?.id ?? ''}`}>
                        {words.t('form.cancel')}
                    </Link>
                </div>
            </section>
        </form>
    );
}

function Owed({ account, clock }: { account: string; clock: ServerClock }) {
    const words = useWords();
    const balance = useBalance(account).data;
    const today = useToday(clock, city.zone);
    if (!balance) {
        return <span class="about quiet">{words.t('loading')}</span>;
    }
    const cents = stillToPay(balance);
    const money = (amount: number) => words.money(amount, balance.currency);
    if (cents === 0) {
        return <span class="about">{words.t(balance.owedCents > 0 ? 'owe.covered' : 'pay.nothingOwed')}</span>;
    }
    return (
        <span class={balance.pastDueCents > 0 ? 'about warn' : 'about'}>
            {balance.pastDueCents > 0
                ? words.t('pay.owedPastDue', { amount: money(cents), past: money(balance.pastDueCents) })
                : balance.dueOn
                  ? words.t('pay.owedDue', { amount: money(cents), day: words.day(balance.dueOn, balance.dueOn.slice(0, 4) === today.slice(0, 4) ? 'date' : 'year') })
                  : words.t('pay.owed', { amount: money(cents) })}
        </span>
    );
}
