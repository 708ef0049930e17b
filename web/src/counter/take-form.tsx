import { useRef, useState } from 'preact/hooks';
import { take } from '../api/counter';
import type { Customer, CounterWish, Payment } from '../api/money';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { paperLanguage } from '../money/papers';
import { Receipt } from '../payment/receipt';
import { useWords } from '../words/language';
import { decimalOf, typedCents } from '../words/money';
import { changeOf } from './keys';

/** Cash or a check over the counter: how much, what was handed over, and the change. */
export function TakeForm({ customer }: { customer: Customer }) {
    const words = useWords();
    const owed = Math.max(0, customer.owedCents);
    const [kind, setKind] = useState<'cash' | 'cheque'>('cash');
    const [amount, setAmount] = useState(owed > 0 ? decimalOf(owed) : '');
    const [given, setGiven] = useState('');
    const [reference, setReference] = useState('');
    const [taken, setTaken] = useState<{ payment: Payment; change: number | null } | null>(null);
    const wished = useRef({ body: '', key: '' });
    const done = useRef<HTMLElement>(null);
    const form = useSubmit<'amount' | 'given' | 'reference'>();
    const money = (cents: number) => words.money(cents, customer.currency);
    const cents = typedCents(amount);
    const change = kind === 'cash' ? changeOf(cents, typedCents(given)) : null;

    function record(event: Event) {
        event.preventDefault();
        const errors = {
            ...(!cents && { amount: words.t(amount.trim() === '' ? 'pay.amountMissing' : cents === 0 ? 'pay.amountZero' : 'pay.amountWrong') }),
            ...(kind === 'cash' && cents && change === null && { given: words.t(given.trim() === '' ? 'counter.givenMissing' : typedCents(given) === null ? 'pay.amountWrong' : 'counter.givenLess') }),
            ...(kind === 'cheque' && reference.trim() === '' && { reference: words.t('counter.referenceMissing') }),
        };
        if (!cents || Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        const wish: CounterWish = { account: customer.id, kind, cents, reference: kind === 'cheque' ? reference.trim() : null, givenCents: kind === 'cash' ? typedCents(given) : null, language: paperLanguage(words) };
        if (wished.current.body !== JSON.stringify(wish)) {
            // pressed twice it is the same payment
            wished.current = { body: JSON.stringify(wish), key: crypto.randomUUID() };
        }
        void form.submit(
            async () => {
                const payment = await take(wished.current.key, wish);
                setTaken({ payment, change });
                requestAnimationFrame(() => done.current?.focus());
            },
            { 'amount-refused': 'amount' },
        );
    }

    if (taken) {
        return (
            <section ref={done} tabIndex={-1} aria-labelledby="taken" class="stack taken">
                <div class="card">
                    <h2 id="taken">{words.t('counter.taken', { amount: money(taken.payment.totalCents) })}</h2>
                    {taken.change !== null && taken.change > 0 && <p class="sum change">{words.t('counter.giveChange', { amount: money(taken.change) })}</p>}
                    <div class="buttons no-print">
                        <button
                            type="button"
                            class="usa-button usa-button--outline"
                            onClick={() => {
                                wished.current = { body: '', key: '' };
                                setTaken(null);
                                setAmount('');
                                setGiven('');
                                setReference('');
                                requestAnimationFrame(() => document.getElementById('amount')?.focus());
                            }}
                        >
                            {words.t('counter.another')}
                        </button>
                    </div>
                </div>
                <Receipt payment={taken.payment} accounts={[{ id: customer.id, number: customer.number, name: customer.name, address: customer.addresses[0] ?? null }]} />
            </section>
        );
    }
    return (
        <form class="card take no-print" onSubmit={record} noValidate aria-labelledby="take">
            <h2 id="take">{words.t('counter.take')}</h2>
            <Said text={form.said} errors={form.errors} />
            <fieldset class="usa-fieldset side-by-side">
                <legend class="hidden-text">{words.t('payment.with')}</legend>
                {(['cash', 'cheque'] as const).map((one) => (
                    <div class="usa-radio" key={one}>
                        <input class="usa-radio__input" type="radio" name="kind" id={`kind-${one}`} checked={kind === one} onChange={() => setKind(one)} />
                        <label class="usa-radio__label" for={`kind-${one}`}>
                            {words.t(`method.${one}`)}
                        </label>
                    </div>
                ))}
            </fieldset>
            <Field id="amount" label={words.t('pay.dollars')} inputMode="decimal" autocomplete="off" maxLength={16} value={amount} onText={setAmount} error={form.errors.amount} />
            {kind === 'cash' ? (
                <>
                    <Field id="given" label={words.t('counter.given')} inputMode="decimal" autocomplete="off" maxLength={16} value={given} onText={setGiven} error={form.errors.given} />
                    <p role="status" class="change">
                        {change !== null && words.t(change === 0 ? 'counter.noChange' : 'counter.change', { amount: money(change) })}
                    </p>
                </>
            ) : (
                <Field id="reference" label={words.t('counter.reference')} autocomplete="off" maxLength={40} value={reference} onText={setReference} error={form.errors.reference} />
            )}
            <div class="buttons">
                <button type="submit" class="usa-button" id="record" aria-disabled={form.busy}>
                    {cents ? words.t('counter.record', { amount: money(cents) }) : words.t('counter.recordBare')}
                </button>
            </div>
        </form>
    );
}
