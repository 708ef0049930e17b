import { Refused } from '../api/client';
import { useCustomer } from '../api/counter';
import type { Customer } from '../api/money';
import { serviceName } from '../bill/change';
import { NotFound } from '../frame/not-found';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { chargeTitle } from '../pay/effect-words';
import { useWords } from '../words/language';
import { PaymentRows } from './payment-rows';
import { refundState } from './refund-words';
import { SearchBox } from './search-box';
import { TakeForm } from './take-form';

/** A customer as one page: what is owed and for what, what was paid, and taking money. */
export function CustomerPage({ account }: { account: string }) {
    const words = useWords();
    const found = useCustomer(account);
    const customer = found.data;
    useTitle(customer ? customer.name : words.t('counter.title'));
    if (found.error instanceof Refused && found.error.status === 404) {
        return <NotFound />;
    }
    return (
        <>
            <div class="card counter no-print">
                <SearchBox />
            </div>
            <Trouble plain />
            {customer ? <Shown customer={customer} /> : <Waiting failed={found.isError} />}
        </>
    );
}

function Shown({ customer }: { customer: Customer }) {
    const words = useWords();
    return (
        <>
            <div class="top counter-top">
                <h1>{customer.name}</h1>
                <p class="quiet">
                    {words.t('nav.account', { number: customer.number })}. {words.list(customer.addresses)}
                </p>
            </div>
            <div class="two counter">
                <div class="stack side">
                    <Balance customer={customer} />
                    <TakeForm key={customer.id} customer={customer} />
                </div>
                <div class="stack">
                    <Charges customer={customer} />
                    <section class="card" aria-labelledby="payments">
                        <h2 id="payments">{words.t('payment.tab')}</h2>
                        <PaymentRows customer={customer} />
                    </section>
                    {customer.refunds.length > 0 && <Refunds customer={customer} />}
                </div>
            </div>
        </>
    );
}

function Balance({ customer }: { customer: Customer }) {
    const words = useWords();
    const { owedCents, pastDueCents, creditCents, dueOn, currency } = customer;
    const money = (cents: number) => words.money(cents, currency);
    return (
        <section class="card owe" aria-labelledby="owed">
            <h2 id="owed">{words.t(owedCents > 0 ? 'counter.owes' : creditCents > 0 ? 'counter.credit' : 'counter.nothing')}</h2>
            {(owedCents > 0 || creditCents > 0) && <p class="sum">{money(owedCents > 0 ? owedCents : creditCents)}</p>}
            {pastDueCents > 0 ? (
                <p class="warn">{words.t('owe.pastDue', { amount: money(pastDueCents) })}</p>
            ) : (
                dueOn && <p>{words.t('bill.stateOpen', { day: words.day(dueOn, 'date') })}</p>
            )}
        </section>
    );
}

function Charges({ customer }: { customer: Customer }) {
    const words = useWords();
    return (
        <section class="card" aria-labelledby="charges">
            <h2 id="charges">{words.t('counter.charges')}</h2>
            {customer.openCharges.length === 0 ? (
                <p>{words.t('counter.noCharges')}</p>
            ) : (
                <table class="usa-table usa-table--borderless dense">
                    <caption class="hidden-text">{words.t('counter.charges')}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.t('counter.colCharge')}</th>
                            <th scope="col" class="wide-only">
                                {words.t('counter.colBill')}
                            </th>
                            <th scope="col">{words.t('counter.colDue')}</th>
                            <th scope="col" class="amount">
                                {words.t('counter.colOpen')}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {customer.openCharges.map((charge) => (
                            <tr key={charge.charge}>
                                <th scope="row">{chargeTitle(charge.kind, serviceName(charge.service, words), words)}</th>
                                <td class="wide-only">{charge.billNumber}</td>
                                <td>{words.day(charge.dueOn, 'short')}</td>
                                <td class="amount">{words.money(charge.openCents, customer.currency)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </section>
    );
}

function Refunds({ customer }: { customer: Customer }) {
    const words = useWords();
    return (
        <section class="card" aria-labelledby="refunds">
            <h2 id="refunds">{words.t('refund.title')}</h2>
            <table class="usa-table usa-table--borderless dense">
                <caption class="hidden-text">{words.t('refund.title')}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.t('statement.colDay')}</th>
                        <th scope="col">{words.t('refund.colReason')}</th>
                        <th scope="col" class="wide-only">
                            {words.t('payment.stateOf')}
                        </th>
                        <th scope="col" class="amount">
                            {words.t('statement.colAmount')}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {customer.refunds.map((refund) => (
                        <tr key={refund.id}>
                            <td>{words.day(refund.askedAt.slice(0, 10), 'short')}</td>
                            <td>
                                {refund.reason}
                                {refund.note && <span class="quiet about">{refund.note}</span>}
                            </td>
                            <td class="wide-only">{refundState(refund, words)}</td>
                            <td class="amount">
                                {words.money(refund.cents, customer.currency)}
                                <span class="quiet about narrow-only">{refundState(refund, words)}</span>
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}
