import { useRef, useState } from 'preact/hooks';
import { refund, voidPayment } from '../api/counter';
import type { Customer, Payment } from '../api/money';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { paidBy } from '../money/method';
import { isOfThePast, stateName } from '../payment/states';
import { wall } from '../time/days';
import { useWords } from '../words/language';
import { decimalOf, typedCents } from '../words/money';
import { mayDo } from './may';
import { useTown } from './town';

/** The payments of a customer, each with what may be done about it right under it. */
export function PaymentRows({ customer }: { customer: Customer }) {
    const words = useWords();
    const [open, setOpen] = useState<string | null>(null);
    const [said, setSaid] = useState<string | null>(null);
    if (customer.payments.length === 0) {
        return <p>{words.t('payment.none')}</p>;
    }
    const finish = (text: string) => {
        setOpen(null);
        setSaid(text);
    };
    return (
        <>
            <p role="status" class={said ? 'told' : undefined}>
                {said}
            </p>
            <table class="usa-table usa-table--borderless dense">
                <caption class="hidden-text">{words.t('payment.tab')}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.t('statement.colDay')}</th>
                        <th scope="col" class="wide-only">
                            {words.t('payment.with')}
                        </th>
                        <th scope="col" class="wide-only">
                            {words.t('payment.stateOf')}
                        </th>
                        <th scope="col" class="amount">
                            {words.t('statement.colAmount')}
                        </th>
                        <th scope="col">
                            <span class="hidden-text">{words.t('counter.colDo')}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {customer.payments.map((payment) => (
                        <Row key={payment.id} customer={customer} payment={payment} open={open === payment.id} onOpen={() => setOpen(open === payment.id ? null : payment.id)} onDone={finish} />
                    ))}
                </tbody>
            </table>
        </>
    );
}

interface RowProps {
    customer: Customer;
    payment: Payment;
    open: boolean;
    onOpen: () => void;
    onDone: (text: string) => void;
}

function Row({ customer, payment, open, onOpen, onDone }: RowProps) {
    const words = useWords();
    const may = mayDo(payment, useTown());
    const { day, hour, minute } = wall(payment.createdAt);
    const when = isOfThePast(payment) ? words.day(day, 'short') : `${words.day(day, 'short')}, ${words.clock(hour, minute)}`;
    const id = `payment-${payment.id}`;
    const own = payment.parts.find((part) => part.account === customer.id)?.cents ?? payment.amountCents;
    return (
        <>
            <tr>
                <th scope="row" id={id}>
                    {when.replaceAll('\u00a0', ' ')}
                    {payment.receipt && <span class="quiet about">{payment.receipt}</span>}
                </th>
                <td class="wide-only">{paidBy(payment, words)}</td>
                <td class="wide-only">
                    {stateName(payment.state, words)}
                    {payment.refundedCents > 0 && payment.state !== 'refunded' && <span class="quiet about">{words.t('payment.partRefunded', { amount: words.money(payment.refundedCents, payment.currency) })}</span>}
                </td>
                <td class="amount">
                    {words.money(own, payment.currency)}
                    <span class="quiet about narrow-only">{stateName(payment.state, words)}</span>
                </td>
                <td>
                    {may && (
                        <button type="button" class="act plain" aria-expanded={open} aria-describedby={id} onClick={onOpen}>
                            {words.t(may === 'void' ? 'counter.void' : 'refund.give')}
                        </button>
                    )}
                </td>
            </tr>
            {open && may && (
                <tr>
                    <td colSpan={5}>{may === 'void' ? <VoidForm payment={payment} onDone={onDone} /> : <RefundForm customer={customer} payment={payment} onDone={onDone} />}</td>
                </tr>
            )}
        </>
    );
}

function VoidForm({ payment, onDone }: { payment: Payment; onDone: (text: string) => void }) {
    const words = useWords();
    const [reason, setReason] = useState('');
    const form = useSubmit<'void-reason'>();
    function send(event: Event) {
        event.preventDefault();
        if (reason.trim() === '') {
            form.mend({ 'void-reason': words.t('counter.reasonMissing') });
            return;
        }
        void form.submit(async () => {
            await voidPayment(payment.id, reason.trim());
            onDone(words.t('counter.voided', { amount: words.money(payment.totalCents, payment.currency) }));
        });
    }
    return (
        <form class="inset" onSubmit={send} noValidate>
            <Said text={form.said} />
            <Field id="void-reason" label={words.t('counter.voidReason')} hint={words.t('counter.voidHint')} autocomplete="off" maxLength={200} value={reason} onText={setReason} error={form.errors['void-reason']} />
            <div class="buttons">
                <button type="submit" class="usa-button" aria-disabled={form.busy}>
                    {words.t('counter.voidDo', { amount: words.money(payment.totalCents, payment.currency) })}
                </button>
            </div>
        </form>
    );
}

function RefundForm({ customer, payment, onDone }: { customer: Customer; payment: Payment; onDone: (text: string) => void }) {
    const words = useWords();
    const part = payment.parts.find((one) => one.account === customer.id)?.cents ?? payment.amountCents;
    const most = Math.min(part, payment.amountCents - payment.refundedCents);
    const [amount, setAmount] = useState<string>(decimalOf(most));
    const [reason, setReason] = useState('');
    const wished = useRef({ body: '', key: '' });
    const form = useSubmit<'refund-amount' | 'refund-reason'>();
    const money = (cents: number) => words.money(cents, payment.currency);
    function send(event: Event) {
        event.preventDefault();
        const cents = typedCents(amount);
        const errors = {
            ...((!cents || cents > most) && { 'refund-amount': words.t(!cents ? 'pay.amountWrong' : 'refund.tooMuch', { amount: money(most) }) }),
            ...(reason.trim() === '' && { 'refund-reason': words.t('counter.reasonMissing') }),
        };
        if (!cents || Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        const wish = { payment: payment.id, account: customer.id, cents, reason: reason.trim() };
        if (wished.current.body !== JSON.stringify(wish)) {
            wished.current = { body: JSON.stringify(wish), key: crypto.randomUUID() };
        }
        void form.submit(
            async () => {
                const asked = await refund(wished.current.key, wish);
                onDone(words.t(asked.state === 'asked' ? 'refund.asked' : 'refund.sent', { amount: money(cents) }));
            },
            { 'amount-refused': 'refund-amount' },
        );
    }
    return (
        <form class="inset" onSubmit={send} noValidate>
            <Said text={form.said} />
            <Field
                id="refund-amount"
                label={words.t('refund.amount')}
                hint={words.t('refund.most', { amount: money(most) })}
                inputMode="decimal"
                autocomplete="off"
                maxLength={16}
                value={amount}
                onText={setAmount}
                error={form.errors['refund-amount']}
            />
            <Field id="refund-reason" label={words.t('refund.reason')} hint={words.t('counter.voidHint')} autocomplete="off" maxLength={200} value={reason} onText={setReason} error={form.errors['refund-reason']} />
            <p class="hint">{words.t('refund.limit')}</p>
            <div class="buttons">
                <button type="submit" class="usa-button" aria-disabled={form.busy}>
                    {words.t('refund.do')}
                </button>
            </div>
        </form>
    );
}
