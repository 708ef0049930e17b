import { Link } from 'wouter-preact';
import type { Account } from '../api/client';
import { usePayments, type Payment } from '../api/money';
import { Arrow } from '../frame/icons';
import { Waiting } from '../frame/part';
import { paidBy } from '../money/method';
import { MoneyFrame } from '../money/tabs';
import { useWords } from '../words/language';
import { toneOf } from './moving';
import { stateName } from './states';

/** Every payment of an account, newest first, with where it stands. */
export function PaymentsPage({ account }: { account: Account }) {
    const words = useWords();
    const payments = usePayments(account.id);
    const all = payments.data?.pages.flatMap((page) => page.payments);
    return (
        <MoneyFrame account={account} at="payments">
            {!all ? (
                <Waiting failed={payments.isError} />
            ) : all.length === 0 ? (
                <section class="card">
                    <h2>{words.t('payment.none')}</h2>
                    <p>{words.t('payment.noneText')}</p>
                </section>
            ) : (
                <>
                    <ul class="card rows" id="payments">
                        {all.map((payment) => (
                            <OnePayment key={payment.id} account={account.id} payment={payment} />
                        ))}
                    </ul>
                    {payments.hasNextPage && (
                        <p>
                            <button type="button" class="usa-button usa-button--outline" aria-disabled={payments.isFetchingNextPage} onClick={() => void payments.fetchNextPage()}>
                                {words.t('money.older')}
                            </button>
                        </p>
                    )}
                </>
            )}
        </MoneyFrame>
    );
}

function OnePayment({ account, payment }: { account: string; payment: Payment }) {
    const words = useWords();
    const own = payment.parts.find((part) => part.account === account)?.cents ?? payment.amountCents;
    const day = payment.scheduledOn !== null && payment.state === 'scheduled' ? payment.scheduledOn : payment.createdAt.slice(0, 10);
    return (
        <li>
            <Link href={`/payments/${payment.id}`}>
                <b class="what">{words.day(day, 'year').replaceAll('\u00a0', ' ')}</b>
                <b class="sum-of">{words.money(own, payment.currency)}</b>
                <span class="more quiet">{payment.origin === 'autopay' ? words.t('payment.byAutopay', { method: paidBy(payment, words) }) : paidBy(payment, words)}</span>
                <span class={toneOf(payment.state) === 'look' ? 'where warn' : 'where quiet'}>{stateName(payment.state, words)}</span>
                <Arrow to="right" />
            </Link>
        </li>
    );
}
