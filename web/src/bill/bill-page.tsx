import { Link } from 'wouter-preact';
import { city } from '../words/city';
import { Refused, type Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useBill, type Bill } from '../api/money';
import { Arrow } from '../frame/icons';
import { NotFound } from '../frame/not-found';
import { Notice, Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { paperLanguage } from '../money/papers';
import { billName } from '../money/period';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { change } from './change';
import { ChargeRow } from './charge-row';
import { billState } from './state';

interface BillPageProps {
    account: Account;
    bill: string;
    clock: ServerClock;
}

/** Why this amount? The amount and when it is due, what changed, and each line down to the meter. */
export function BillPage({ account, bill, clock }: BillPageProps) {
    const words = useWords();
    const found = useBill(account.id, bill, words.language);
    const title = found.data ? billName(found.data.from, found.data.to, words) : words.t('bill.title');
    useTitle(title);
    if (found.error instanceof Refused && found.error.status === 404) {
        return <NotFound />;
    }
    return (
        <>
            <p>
                <Link class="act light" href={`/accounts/${account.id}/bills`}>
                    <Arrow to="left" /> {words.t('bill.tab')}
                </Link>
            </p>
            <div class="top">
                <h1>{title}</h1>
                {found.data && (
                    <p class="quiet">
                        {words.t('bill.sentLong', { day: words.day(found.data.issuedOn, 'weekdayYear') })} <span class="whole">{words.t('bill.number', { number: found.data.number })}</span>
                        <span class="print-only">
                            {account.name}, {words.t('nav.account', { number: account.number })}
                            {account.address && `, ${account.address}`}
                        </span>
                    </p>
                )}
            </div>
            <Trouble plain />
            {found.data ? <Shown account={account} bill={found.data} clock={clock} /> : <Waiting failed={found.isError} />}
        </>
    );
}

function Shown({ account, bill, clock }: { account: Account; bill: Bill; clock: ServerClock }) {
    const words = useWords();
    return (
        <>
            <Replaced account={account.id} bill={bill} />
            <div class="two bill">
                <div class="stack side">
                    <AmountDue account={account.id} bill={bill} clock={clock} />
                </div>
                <div class="stack">
                    <WhyItChanged bill={bill} />
                    <section class="card">
                        <h2>{words.t('bill.whatFor')}</h2>
                        <ul class="charges">
                            {bill.charges.map((charge) => (
                                <ChargeRow key={charge.id} account={account.id} charge={charge} currency={bill.currency} />
                            ))}
                        </ul>
                        <dl class="sums total">
                            <div>
                                <dt>{words.t('money.total')}</dt>
                                <dd>{words.money(bill.totalCents, bill.currency)}</dd>
                            </div>
                        </dl>
                    </section>
                </div>
                <div class="stack side">
                    <AccountCard account={account.id} bill={bill} />
                    {bill.openCents > 0 && bill.state !== 'replaced' && <HardToPay account={account.id} bill={bill} clock={clock} />}
                </div>
            </div>
        </>
    );
}

/** A bill that no longer counts says so first; one that replaced another says why. */
function Replaced({ account, bill }: { account: string; bill: Bill }) {
    const words = useWords();
    if (bill.replacedBy !== null) {
        return (
            <Notice title={words.t('bill.replaced')} text={words.t('bill.replacedText')}>
                <Link class="usa-button" href={`/accounts/${account}/bills/${bill.replacedBy}`}>
                    {words.t('bill.toReplacement')}
                </Link>
            </Notice>
        );
    }
    return bill.replaces === null ? null : (
        <div class="told">
            <h2>{words.t('bill.corrected')}</h2>
            <p>{[bill.reason, words.t('bill.correctedText')].filter(Boolean).join(' ')}</p>
            <p>
                <Link class="link" href={`/accounts/${account}/bills/${bill.replaces}`}>
                    {words.t('bill.toReplaced')}
                </Link>
            </p>
        </div>
    );
}

function AmountDue({ account, bill, clock }: { account: string; bill: Bill; clock: ServerClock }) {
    const words = useWords();
    const today = useToday(clock, city.zone);
    const money = (cents: number) => words.money(cents, bill.currency);
    const open = bill.state === 'open' || bill.state === 'past-due';
    return (
        <section class="card owe" aria-labelledby="due">
            <h2 id="due">{words.t(open ? 'bill.amountDue' : 'bill.amount')}</h2>
            <p class="sum">{money(open ? bill.openCents : bill.totalCents)}</p>
            <p class={bill.state === 'past-due' ? 'warn' : undefined}>
                {open ? (
                    <Rich text={words.t(bill.dueOn < today ? 'owe.wasDue' : 'owe.due', { day: words.day(bill.dueOn, bill.dueOn.slice(0, 4) === today.slice(0, 4) ? 'weekday' : 'weekdayYear') })} />
                ) : (
                    billState(bill, words, bill.currency)
                )}
            </p>
            {open && bill.openCents < bill.totalCents && <p class="note">{words.t('bill.ofTotal', { amount: money(bill.totalCents), paid: money(bill.totalCents - bill.openCents) })}</p>}
            {open && bill.openCents > 0 && (
                <>
                    <Link class="usa-button wide" id="pay" href={`/accounts/${account}/pay?amount=${bill.openCents}`}>
                        {words.t('owe.pay', { amount: money(bill.openCents) })}
                    </Link>
                    <p>
                        <Link class="act" href={`/accounts/${account}/pay?part`}>
                            {words.t('bill.payOther')}
                        </Link>
                    </p>
                </>
            )}
        </section>
    );
}

function WhyItChanged({ bill }: { bill: Bill }) {
    const words = useWords();
    const { lead, text } = change(bill, words);
    return (
        <section class="card" aria-labelledby="changed">
            <h2 id="changed">{words.t('bill.whyChanged')}</h2>
            <p class="lead">
                <b>{lead}</b> {text}
            </p>
        </section>
    );
}

function AccountCard({ account, bill }: { account: string; bill: Bill }) {
    const words = useWords();
    const money = (cents: number) => words.money(cents, bill.currency);
    return (
        <section class="card">
            <h2>{words.t('bill.account')}</h2>
            <dl class="sums">
                {bill.previous && (
                    <div>
                        <dt>{words.t('bill.last', { day: words.day(bill.previous.issuedOn, 'date') })}</dt>
                        <dd>{money(bill.previous.totalCents)}</dd>
                    </div>
                )}
                <div>
                    <dt>{words.t('bill.this')}</dt>
                    <dd>{money(bill.totalCents)}</dd>
                </div>
                {bill.state !== 'replaced' && bill.openCents < bill.totalCents && (
                    <div>
                        <dt>{words.t('bill.paidOf')}</dt>
                        <dd>{money(bill.totalCents - bill.openCents)}</dd>
                    </div>
                )}
            </dl>
            <ul class="acts-list">
                <li>
                    <a class="act" href={`/api/accounts/${account}/bills/${bill.id}/pdf?language=${paperLanguage(words)}`}>
                        {words.t('bill.pdf')}
                    </a>
                </li>
                {bill.previous && (
                    <li>
                        <Link class="act" href={`/accounts/${account}/bills/${bill.previous.id}`}>
                            {words.t('bill.toLast')}
                        </Link>
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

function HardToPay({ account, bill, clock }: { account: string; bill: Bill; clock: ServerClock }) {
    const words = useWords();
    const late = bill.dueOn <= useToday(clock, city.zone);
    return (
        <section class="card no-print">
            <h2>{words.t('bill.hard')}</h2>
            <p>{words.t(late ? 'bill.hardNow' : 'bill.hardText', { day: words.day(bill.dueOn, 'date') })}</p>
            <p>
                <Link class="act" href={`/profile/write?account=${account}&about=${encodeURIComponent(words.t('bill.hardAbout', { number: bill.number }))}`}>
                    {words.t('bill.hardAsk')}
                </Link>
            </p>
        </section>
    );
}
