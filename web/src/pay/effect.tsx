import type { Balance } from '../api/balance';
import type { Account } from '../api/client';
import type { Preview } from '../api/money';
import { serviceName } from '../bill/change';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { chargeTitle, effectWords, leftOf } from './effect-words';

interface EffectProps {
    accounts: readonly Account[];
    preview: Preview | undefined;
    balances: readonly Balance[];
    late: boolean;
    failed: boolean;
    /** whether an amount stands that can be asked about */
    asked: boolean;
    kind: 'card' | 'bank';
}

/** What the payment does by the city's own rules: asked of the very function that will post it. */
export function Effect({ accounts, preview, balances, late, failed, asked }: EffectProps) {
    const words = useWords();
    return (
        <section class="card effect" aria-labelledby="effect" aria-busy={asked && !preview && !failed}>
            <h2 id="effect">{words.t('pay.effect')}</h2>
            <div role="status" class={late && preview ? 'late' : undefined}>
                {!preview ? <p class="hint">{words.t(!asked ? 'pay.effectNone' : failed ? 'pay.effectFailed' : 'loading')}</p> : null}
                {preview?.parts.map((part, at) => {
                    const account = accounts.find((one) => one.id === part.account);
                    const { paid, left } = leftOf(part);
                    return (
                        <div key={part.account}>
                            {preview.parts.length > 1 && <h3>{account?.address ?? account?.number}</h3>}
                            <p>
                                <Rich text={effectWords(part, words, balances[at]?.currency)} />
                            </p>
                            <Bar paid={paid} left={left} currency={balances[at]?.currency ?? 'USD'} />
                        </div>
                    );
                })}
            </div>
            {preview?.parts.map((part) => part.lines.length > 0 && <Lines key={part.account} part={part} name={preview.parts.length > 1 ? (accounts.find((one) => one.id === part.account)?.address ?? null) : null} />)}
        </section>
    );
}

function Bar({ paid, left, currency }: { paid: number; left: number; currency: string }) {
    const words = useWords();
    const share = paid + left === 0 ? 0 : (100 * paid) / (paid + left);
    return (
        <>
            <svg class="paid-bar" width="100%" height="18" aria-hidden="true">
                <rect class="paid-track" x="0.5" y="0.5" width="100%" height="17" rx="3" />
                <rect class="paid-part" width={`${share}%`} height="18" rx="3" />
            </svg>
            <p class="ends">
                <span>{words.t('pay.thisPayment', { amount: words.money(paid, currency) })}</span>
                {left > 0 && <span class="quiet">{words.t('pay.left', { amount: words.money(left, currency) })}</span>}
            </p>
        </>
    );
}

function Lines({ part, name }: { part: Preview['parts'][number]; name: string | null }) {
    const words = useWords();
    const dues = new Set(part.lines.map((line) => line.dueOn));
    return (
        <table class="usa-table usa-table--borderless pays">
            <caption class="hidden-text">{name ? words.t('pay.linesOf', { account: name }) : words.t('pay.effect')}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.t('pay.order')}</th>
                    <th scope="col" class="amount wide-only">
                        {words.t('pay.colOwed')}
                    </th>
                    <th scope="col" class="amount">
                        {words.t('pay.colPays')}
                    </th>
                    <th scope="col" class="amount">
                        {words.t('pay.colLeft')}
                    </th>
                </tr>
            </thead>
            <tbody>
                {part.lines.map((line) => (
                    <tr key={line.charge}>
                        <th scope="row">
                            {chargeTitle(line.kind, serviceName(line.service, words), words)}
                            {dues.size > 1 && <span class="quiet about">{words.t('pay.lineDue', { day: words.day(line.dueOn, 'date') })}</span>}
                        </th>
                        <td class="amount wide-only">{words.money(line.openCents)}</td>
                        <td class="amount">{line.paysCents === 0 ? '–' : words.money(line.paysCents)}</td>
                        <td class="amount">{line.leftCents === 0 ? words.t('pay.linePaid') : words.money(line.leftCents)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
