import type { Balance } from '../api/balance';
import type { Account } from '../api/client';
import { Field } from '../form/field';
import { stillToPay } from '../home/owe';
import { useWords } from '../words/language';
import { amountOf, type Amount, type Filled } from './wish';

interface AmountCardProps {
    accounts: readonly Account[];
    filled: Filled;
    balances: readonly Balance[];
    onFill: (filled: Filled) => void;
    errors: Partial<Record<string, string>>;
}

/** How much: all that is owed, what is past due, or an amount of one's own; for each account. */
export function AmountCard({ accounts, filled, balances, onFill, errors }: AmountCardProps) {
    const words = useWords();
    return (
        <section class="card" aria-labelledby="amount-title">
            <h2 id="amount-title">{words.t('pay.amount')}</h2>
            {accounts.map((account, at) => (
                <OneAmount
                    key={account.id}
                    account={account}
                    alone={accounts.length === 1}
                    balance={balances[at]!}
                    amount={amountOf(filled, account.id, balances[at]!)}
                    onAmount={(amount) => onFill({ ...filled, amounts: { ...filled.amounts, [account.id]: amount } })}
                    error={errors[`amount-${account.id}`]}
                />
            ))}
        </section>
    );
}

interface OneAmountProps {
    account: Account;
    alone: boolean;
    balance: Balance;
    amount: Amount;
    onAmount: (amount: Amount) => void;
    error: string | undefined;
}

function OneAmount({ account, alone, balance, amount, onAmount, error }: OneAmountProps) {
    const words = useWords();
    const all = stillToPay(balance);
    const money = (cents: number) => words.money(cents, balance.currency);
    const name = account.address ?? words.t('nav.account', { number: account.number });
    const covered = balance.owedCents - all;
    const radio = (choice: Amount['choice'], text: string, figure: string) => (
        <div class="usa-radio" key={choice}>
            <input class="usa-radio__input" type="radio" name={`amount-of-${account.id}`} id={`${choice}-${account.id}`} checked={amount.choice === choice} onChange={() => onAmount({ ...amount, choice })} />
            <label class="usa-radio__label with-figure" for={`${choice}-${account.id}`}>
                <span>{text}</span>
                {figure && <b>{figure}</b>}
            </label>
        </div>
    );
    return (
        <fieldset class="usa-fieldset">
            <legend class={alone ? 'hidden-text' : 'usa-legend'}>{alone ? words.t('pay.amount') : name}</legend>
            {balance.owedCents > 0 && covered > 0 && <p class="hint">{words.t('pay.covered', { owed: money(balance.owedCents), covered: money(covered) })}</p>}
            {all > 0 && radio('all', words.t(covered > 0 ? 'pay.allLeft' : 'pay.all'), money(all))}
            {balance.pastDueCents > 0 && balance.pastDueCents < all && radio('past-due', words.t('pay.pastDue'), money(balance.pastDueCents))}
            {all > 0 ? radio('other', words.t('pay.other'), '') : <p>{words.t('pay.ahead')}</p>}
            {amount.choice === 'other' && (
                <div class="under-radio">
                    <Field
                        id={`amount-${account.id}`}
                        label={words.t('pay.dollars')}
                        hint={words.t('pay.dollarsHint')}
                        inputMode="decimal"
                        autocomplete="off"
                        maxLength={16}
                        value={amount.text}
                        onText={(text) => onAmount({ choice: 'other', text })}
                        error={error}
                    />
                </div>
            )}
        </fieldset>
    );
}
