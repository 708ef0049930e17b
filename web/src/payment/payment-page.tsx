import { useEffect, useRef, useState } from 'preact/hooks';
import { useQuery } from '@tanstack/preact-query';
import { Link, useSearch } from 'wouter-preact';
import { useBalance } from '../api/balance';
import { Refused, type Account } from '../api/client';
import { cancelPayment, paymentQuery, type Payment } from '../api/money';
import { queries } from '../api/queries';
import { Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { Arrow } from '../frame/icons';
import { NotFound } from '../frame/not-found';
import { Trouble, usePhone } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { forgetWish, tabStorage } from '../pay/wish';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { Receipt } from './receipt';
import { isOver, pauseAfter, toneOf } from './moving';
import { stateName, stateText } from './states';

/** One payment: where it stands, in words a worried person understands; then its receipt and what it paid. */
export function PaymentPage({ payment: id, accounts }: { payment: string; accounts: readonly Account[] }) {
    const words = useWords();
    const asked = useRef(0);
    const [tired, setTired] = useState(false);
    const found = useQuery({
        ...paymentQuery(id),
        refetchInterval: (query) => {
            const wait = pauseAfter(asked.current, query.state.data?.state);
            return wait === false && query.state.error instanceof Refused && query.state.error.passing ? 60_000 : wait;
        },
    });
    const payment = found.data;
    const state = payment?.state;
    useTitle(words.t('payment.pageTitle'));
    useEffect(() => {
        if (found.dataUpdatedAt > 0) {
            asked.current += 1;
            setTired(pauseAfter(asked.current, state) === false);
        }
    }, [found.dataUpdatedAt]);
    useEffect(() => {
        if (state !== undefined && isOver(state)) {
            forgetWish(id, tabStorage());
            // whatever it paid, the balances are others now
            void queries.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind === 'balance' || kind === 'bills' || kind === 'bill' || kind === 'payments' });
        }
    }, [state, id]);
    if (found.error instanceof Refused && found.error.status === 404) {
        return <NotFound />;
    }
    return (
        <div class="middle">
            <p>
                <Link class="act light" href={payment ? `/accounts/${payment.parts[0]?.account}/payments` : '/'}>
                    <Arrow to="left" /> {words.t('payment.tab')}
                </Link>
            </p>
            <h1>{payment ? words.t('payment.of', { amount: words.money(payment.totalCents, payment.currency) }) : words.t('payment.pageTitle')}</h1>
            <Trouble plain />
            {!payment ? (
                <Waiting failed={found.isError} />
            ) : (
                <div class="stack">
                    <Standing
                        payment={payment}
                        tired={tired}
                        onAsk={() => {
                            asked.current = 0;
                            setTired(false);
                            void found.refetch();
                        }}
                    />
                    <Receipt payment={payment} accounts={accounts} />
                    <Now payment={payment} accounts={accounts} />
                </div>
            )}
        </div>
    );
}

/** Where it stands, and what can be done about it. */
function Standing({ payment, tired, onAsk }: { payment: Payment; tired: boolean; onAsk: () => void }) {
    const words = useWords();
    const query = new URLSearchParams(useSearch());
    const form = useSubmit();
    const phone = usePhone();
    const { state, pageUrl } = payment;
    const left = query.has('left');
    const back = query.has('back');
    const open = state === 'created' || state === 'waiting';
    const account = payment.parts[0]?.account;
    const tone = toneOf(state);
    const moving = open || state === 'unknown';
    return (
        <section class={`card standing ${tone}`} aria-labelledby="standing">
            <div role="status">
                <h2 id="standing" data-state={state}>
                    {open && left ? words.t('payment.leftName') : stateName(state, words)}
                </h2>
                <p>{open && left ? words.t('payment.leftText') : stateText(payment, words, back)}</p>
                {payment.refundedCents > 0 && state !== 'refunded' && <p>{words.t('payment.partRefunded', { amount: words.money(payment.refundedCents, payment.currency) })}</p>}
                {moving && !left && <p class="hint">{words.t(tired ? 'payment.tired' : 'payment.asking')}</p>}
            </div>
            {(state === 'unknown' || state === 'returned' || state === 'charged-back') && (
                <p>
                    <Rich text={words.t('payment.call', phone)} />
                </p>
            )}
            <Said text={form.said} />
            <div class="buttons">
                {open && pageUrl !== null && !(back && !tired) && (
                    <a class="usa-button" href={pageUrl}>
                        {words.t('payment.goOn')}
                    </a>
                )}
                {moving && (tired || left) && (
                    <button type="button" class="usa-button usa-button--outline" onClick={onAsk}>
                        {words.t('payment.askAgain')}
                    </button>
                )}
                {state === 'failed' && (
                    <Link class="usa-button" href={`/accounts/${account}/pay`}>
                        {words.t('payment.tryAgain')}
                    </Link>
                )}
                {state === 'returned' && (
                    <Link class="usa-button" href={`/accounts/${account}/pay`}>
                        {words.t('payment.payAgain')}
                    </Link>
                )}
                {(state === 'scheduled' || open) && !(back && !tired) && (
                    <button type="button" class="act plain" aria-disabled={form.busy} onClick={() => void form.submit(() => cancelPayment(payment.id))}>
                        {words.t('payment.cancel')}
                    </button>
                )}
            </div>
            {state === 'scheduled' && <p class="hint">{words.t('payment.cancelUntil')}</p>}
        </section>
    );
}

/** What is owed after it. */
function Now({ payment, accounts }: { payment: Payment; accounts: readonly Account[] }) {
    const words = useWords();
    const own = payment.parts.filter((part) => accounts.some((one) => one.id === part.account));
    return own.length === 0 ? null : (
        <section class="card no-print" aria-labelledby="now">
            <h2 id="now">{words.t('payment.now')}</h2>
            {own.map((part) => (
                <NowOf key={part.account} account={accounts.find((one) => one.id === part.account)!} named={own.length > 1} />
            ))}
        </section>
    );
}

function NowOf({ account, named }: { account: Account; named: boolean }) {
    const words = useWords();
    const balance = useBalance(account.id).data;
    if (!balance) {
        return <div class="sunk line" />;
    }
    const money = (cents: number) => words.money(cents, balance.currency);
    const text =
        balance.owedCents > 0
            ? words.t(balance.dueOn ? 'payment.nowOwes' : 'payment.nowOwesBare', { amount: money(balance.owedCents), day: balance.dueOn ? words.day(balance.dueOn) : '' })
            : balance.creditCents > 0
              ? words.t('payment.nowCredit', { amount: money(balance.creditCents) })
              : words.t('payment.nowNothing');
    return (
        <p>
            {named && <b>{account.address ?? account.number}: </b>}
            <Rich text={text} />
        </p>
    );
}
