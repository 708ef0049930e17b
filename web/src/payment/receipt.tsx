import { city } from '../words/city';
import type { Account } from '../api/client';
import type { Payment } from '../api/money';
import { serviceName } from '../bill/change';
import { paidBy } from '../money/method';
import { paperLanguage } from '../money/papers';
import { wall } from '../time/days';
import { useWords } from '../words/language';
import type { Words } from '../words/words';
import { isOfThePast, stateName } from './states';

/** What a receipt says of an account. */
type Payer = Pick<Account, 'id' | 'number' | 'name' | 'address'>;

/** The receipt: number, time, amount, fee, and which lines of which bills it paid. Printed, it stands alone. */
export function Receipt({ payment, accounts }: { payment: Payment; accounts: readonly Payer[] }) {
    const words = useWords();
    const money = (cents: number) => words.money(cents, payment.currency);
    const nameOf = (account: string) => {
        const own = accounts.find((one) => one.id === account);
        return own ? (own.address ?? words.t('nav.account', { number: own.number })) : words.t('payment.anAccount');
    };
    const numberOf = (account: string) => accounts.find((one) => one.id === account)?.number;
    const [first] = payment.parts;
    const shownOnce = payment.parts.length === 1 && first!.lines.length === 0 && first!.creditCents === 0;
    return (
        <section class="card receipt" aria-labelledby="receipt">
            <h2 id="receipt">{words.t(payment.receipt === null ? 'payment.details' : 'payment.receipt')}</h2>
            <dl class="sums">
                {payment.receipt !== null && <Fact name={words.t('payment.receiptNumber')} value={payment.receipt} />}
                {!isOfThePast(payment) && <Fact name={words.t('payment.made')} value={madeAt(payment.createdAt, words)} />}
                {payment.state !== 'scheduled' && <Fact name={words.t('payment.countsFrom')} value={words.day(payment.effectiveOn, 'year')} />}
                <Fact name={words.t('payment.with')} value={paidBy(payment, words)} />
                <Fact name={words.t('payment.stateOf')} value={stateName(payment.state, words)} />
            </dl>
            {payment.parts.map((part) => (
                <div key={part.account} class="paid-part-of">
                    <h3>
                        {nameOf(part.account)}
                        {numberOf(part.account) && <span class="quiet about">{words.t('nav.account', { number: numberOf(part.account)! })}</span>}
                    </h3>
                    {billsOf(part.lines).map(({ billNumber, dueOn, lines }) => (
                        <div key={`${billNumber} ${dueOn}`}>
                            <p class="quiet">{words.t(billNumber === null ? 'payment.other' : 'payment.billOf', { bill: billNumber ?? '', day: words.day(dueOn, 'date') })}</p>
                            <dl class="sums">
                                {lines.map((line, at) => (
                                    <Fact key={at} name={serviceName(line.service, words)} value={money(line.paysCents)} />
                                ))}
                            </dl>
                        </div>
                    ))}
                    <dl class="sums">
                        {part.creditCents > 0 && <Fact name={words.t('payment.credit')} value={money(part.creditCents)} />}
                        {part.lines.length === 0 && part.creditCents === 0 && <Fact name={words.t('pay.toAccount')} value={money(part.cents)} />}
                    </dl>
                </div>
            ))}
            <dl class="sums">
                {payment.feeCents > 0 && (
                    <>
                        {shownOnce || <Fact name={words.t('pay.toAccount')} value={money(payment.amountCents)} />}
                        <Fact name={words.t(payment.kind === 'bank' ? 'pay.bankFee' : 'pay.cardFee')} about={words.t('pay.feeTo')} value={money(payment.feeCents)} />
                    </>
                )}
                {payment.refundedCents > 0 && <Fact name={words.t('payment.givenBack')} value={money(-payment.refundedCents)} />}
                <div class="total">
                    <dt>{words.t('money.total')}</dt>
                    <dd>{money(payment.totalCents - payment.refundedCents)}</dd>
                </div>
            </dl>
            <ul class="acts-list no-print">
                {payment.receipt !== null && (
                    <li>
                        <a class="act" href={`/api/payments/${payment.id}/receipt?language=${paperLanguage(words)}`}>
                            {words.t('payment.pdf')}
                        </a>
                    </li>
                )}
                <li>
                    <button type="button" class="act plain" onClick={() => print()}>
                        {words.t('money.print')}
                    </button>
                </li>
            </ul>
        </section>
    );
}

/** {@return the lines by the bill they paid, in their order} */
function billsOf(lines: Payment['parts'][number]['lines']) {
    const bills: { billNumber: string | null; dueOn: string; lines: typeof lines }[] = [];
    for (const line of lines) {
        const last = bills.at(-1);
        if (last?.billNumber === line.billNumber && last.dueOn === line.dueOn) {
            last.lines.push(line);
        } else {
            bills.push({ billNumber: line.billNumber, dueOn: line.dueOn, lines: [line] });
        }
    }
    return bills;
}

function Fact({ name, about, value }: { name: string; about?: string | undefined; value: string }) {
    return (
        <div>
            <dt>
                {name}
                {about && <span class="quiet about">{about}</span>}
            </dt>
            <dd>{value.replaceAll('\u00a0', ' ')}</dd>
        </div>
    );
}

/** {@return "November 21, 2026, 10:05 am EST": the town's own time, with its zone, since a receipt may be read anywhere} */
function madeAt(iso: string, words: Words): string {
    const { day, hour, minute, instant } = wall(iso);
    return words.t('payment.madeAt', { day: words.day(day, 'year'), time: words.clock(hour, minute), zone: words.zoneName(instant, city.zone) });
}
