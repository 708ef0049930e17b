import { Link } from 'wouter-preact';
import type { Account } from '../api/client';
import type { Collision, Method, Preview } from '../api/money';
import { FieldError, Tick } from '../form/field';
import { methodName } from '../money/method';
import type { Day } from '../time/days';
import { useWords } from '../words/language';
import type { Words } from '../words/words';
import { leftOf } from './effect-words';

interface CheckCardProps {
    preview: Preview | undefined;
    currency: string;
    kind: 'card' | 'bank';
    saved: Method | undefined;
    on: Day | '';
    accounts: readonly Account[];
    late: boolean;
    busy: boolean;
    despite: boolean;
    onDespite: (despite: boolean) => void;
    error: string | undefined;
    back: string | (() => void);
}

/** What it costs in all, what it might collide with, and the one button. No surprise comes after. */
export function CheckCard({ preview, currency, kind, saved, on, accounts, late, busy, despite, onDespite, error, back }: CheckCardProps) {
    const words = useWords();
    const money = (cents: number) => words.money(cents, currency);
    const total = preview ? money(preview.totalCents) : null;
    const collisions = preview?.collisions ?? [];
    return (
        <section class="card check" aria-labelledby="check">
            <h2 id="check">{words.t('pay.check')}</h2>
            {preview ? (
                <dl class={late ? 'sums late' : 'sums'}>
                    {preview.parts.map((part) => (
                        <div key={part.account}>
                            <dt>{preview.parts.length > 1 ? (accounts.find((one) => one.id === part.account)?.address ?? words.t('pay.toAccount')) : words.t('pay.toAccount')}</dt>
                            <dd>{money(leftOf(part).all)}</dd>
                        </div>
                    ))}
                    <div>
                        <dt>
                            {words.t(kind === 'card' ? 'pay.cardFee' : 'pay.bankFee')}
                            {preview.feeCents > 0 && <span class="quiet about">{words.t('pay.feeTo')}</span>}
                        </dt>
                        <dd>{preview.feeCents === 0 ? words.t('pay.noFee') : money(preview.feeCents)}</dd>
                    </div>
                    <div class="total">
                        <dt>{words.t(kind === 'card' ? 'pay.cardPays' : 'pay.bankPays')}</dt>
                        <dd>{total}</dd>
                    </div>
                </dl>
            ) : (
                <p class="hint">{words.t('pay.checkNone')}</p>
            )}
            {collisions.length > 0 && (
                <div class="said" role="status">
                    {collisions.map((collision) => (
                        <p key={`${collision.kind} ${collision.account} ${collision.on}`}>{collisionWords(collision, words, currency)}</p>
                    ))}
                    <FieldError id="despite" error={error} />
                    <Tick id="despite" checked={despite} onTick={onDespite}>
                        {words.t('pay.despite')}
                    </Tick>
                </div>
            )}
            <button type="submit" class="usa-button wide" id="pay-now" aria-disabled={busy}>
                {busy ? words.t('pay.oneMoment') : total === null ? words.t('pay.payBare') : on !== '' ? words.t('pay.paySet', { amount: total }) : words.t('owe.pay', { amount: total })}
            </button>
            <p class="hint">{nextWords(kind, saved, on, words)}</p>
            <p>
                {typeof back === 'string' ? (
                    <Link class="act" href={back}>
                        {words.t('form.cancel')}
                    </Link>
                ) : (
                    <button type="button" class="act plain" onClick={back}>
                        {words.t('pay.back')}
                    </button>
                )}
            </p>
        </section>
    );
}

/** {@return what a press of the button leads to} */
function nextWords(kind: 'card' | 'bank', saved: Method | undefined, on: Day | '', words: Words): string {
    if (on !== '') {
        return words.t('pay.nextSet', { day: words.day(on), method: saved ? methodName(saved, words) : '' });
    }
    if (saved) {
        return words.t(kind === 'card' ? 'pay.nextSavedCard' : 'pay.nextSavedBank', { method: methodName(saved, words) });
    }
    return words.t(kind === 'card' ? 'pay.nextCard' : 'pay.nextBank');
}

/** {@return "Autopay of $96.10 is set for June 12. …"} */
export function collisionWords({ kind, cents, on }: Collision, words: Words, currency = 'USD'): string {
    const values = { amount: words.money(cents, currency), day: words.day(on, 'date') };
    return words.t(kind === 'autopay' ? 'pay.collideAutopay' : kind === 'scheduled' ? 'pay.collideScheduled' : 'pay.collideOnTheWay', values);
}
