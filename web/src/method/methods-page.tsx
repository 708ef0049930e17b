import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import type { Account } from '../api/client';
import { addMethod, removeMethod, useMethods, type Method } from '../api/money';
import { Said } from '../form/field';
import { useKept } from '../form/kept';
import { withProof } from '../form/proof';
import { useSubmit } from '../form/submit';
import { Waiting } from '../frame/part';
import { methodName } from '../money/method';
import { paperLanguage } from '../money/papers';
import { ProfileFrame } from '../profile/tabs';
import { wall } from '../time/days';
import { useWords } from '../words/language';

/** Cards and bank accounts that the payment company keeps for the customer; we see their last four digits. */
export function MethodsPage({ accounts }: { accounts: readonly Account[] }) {
    const words = useWords();
    const query = new URLSearchParams(useSearch());
    const methods = useMethods(words.language, query.has('back'));
    const [forAccount, keepFor, forgetFor] = useKept<string>('method-for', '');
    const [said, setSaid] = useState<string | null>(null);
    const form = useSubmit();
    const asked = query.get('for');
    useEffect(() => {
        if (asked !== null) {
            keepFor(asked);
        }
    }, [asked]);
    const next = accounts.find((one) => one.id === (asked ?? forAccount));
    const news = said ?? (query.has('back') ? words.t('method.back') : query.has('left') ? words.t('method.left') : null);
    const add = (kind: 'card' | 'bank') =>
        void form.submit(async () => {
            location.assign(await withProof(() => addMethod(kind, paperLanguage(words))));
        });
    return (
        <ProfileFrame at="/methods">
            <p role="status" class={news ? 'told' : undefined}>
                {news}
            </p>
            {!methods.data ? (
                <Waiting failed={methods.isError} />
            ) : (
                <>
                    {methods.data.methods.length === 0 ? (
                        <section class="card">
                            <h2>{words.t('method.none')}</h2>
                            <p>{words.t('method.noneText')}</p>
                        </section>
                    ) : (
                        <ul class="stack" id="methods">
                            {methods.data.methods.map((method) => (
                                <OneMethod key={method.id} method={method} accounts={accounts} onRemoved={() => setSaid(words.t('method.removed'))} />
                            ))}
                        </ul>
                    )}
                    {next && methods.data.methods.length > 0 && (
                        <p>
                            <Link class="usa-button" href={`/accounts/${next.id}/autopay`} onClick={forgetFor}>
                                {words.t('method.toAutopay')}
                            </Link>
                        </p>
                    )}
                    <section class="card">
                        <h2>{words.t('method.add')}</h2>
                        <p>{words.t('method.addText')}</p>
                        <Said text={form.said} />
                        {(['card', 'bank'] as const).map((kind) => (
                            <div key={kind} class="keep">
                                <p id={`keep-${kind}`}>{methods.data.authorisations[kind]}</p>
                                <button type="button" class="usa-button usa-button--outline" id={`add-${kind}`} aria-describedby={`keep-${kind}`} aria-disabled={form.busy} onClick={() => add(kind)}>
                                    {words.t(kind === 'card' ? 'method.addCard' : 'method.addBank')}
                                </button>
                            </div>
                        ))}
                    </section>
                </>
            )}
        </ProfileFrame>
    );
}

function OneMethod({ method, accounts, onRemoved }: { method: Method; accounts: readonly Account[]; onRemoved: () => void }) {
    const words = useWords();
    const [sure, setSure] = useState(false);
    const form = useSubmit();
    const yes = useRef<HTMLButtonElement>(null);
    useEffect(() => {
        if (sure) {
            yes.current?.focus();
        }
    }, [sure]);
    const id = `method-${method.id}`;
    const used = method.usedBy.map((account) => accounts.find((one) => one.id === account)?.address ?? words.t('payment.anAccount'));
    return (
        <li class="card">
            <h2 id={id}>{methodName(method, words)}</h2>
            <p class="quiet">
                {[method.expiresOn && words.t('method.expires', { month: words.month(method.expiresOn.slice(0, 7)) }), words.t('method.added', { day: words.day(wall(method.addedAt).day, 'year') })]
                    .filter(Boolean)
                    .join(' ')}
            </p>
            {used.length > 0 && <p>{words.t('method.usedBy', { accounts: words.list(used) })}</p>}
            <Said text={form.said} />
            {sure ? (
                <div class="buttons" role="group" aria-labelledby={`${id}-sure`}>
                    <p id={`${id}-sure`}>
                        <b>{words.t('method.sure')}</b> {used.length > 0 && words.t('method.sureAutopay')}
                    </p>
                    <button
                        type="button"
                        class="usa-button"
                        ref={yes}
                        aria-disabled={form.busy}
                        onClick={() =>
                            void form.submit(async () => {
                                await withProof(() => removeMethod(method.id));
                                onRemoved();
                            })
                        }
                    >
                        {words.t('method.removeYes')}
                    </button>
                    <button type="button" class="usa-button usa-button--outline" onClick={() => setSure(false)}>
                        {words.t('method.keep')}
                    </button>
                </div>
            ) : (
                <button type="button" class="act plain" onClick={() => setSure(true)} aria-describedby={id}>
                    {words.t('contact.remove')}
                </button>
            )}
        </li>
    );
}
