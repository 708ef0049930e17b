import { useEffect, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Account } from '../api/client';
import { endAutopay, setAutopay, useAutopay, useMethods, type Autopay, type Method } from '../api/money';
import { queries } from '../api/queries';
import { Choice, Field, FieldError, Said } from '../form/field';
import { ProofDialog, withProof } from '../form/proof';
import { useSubmit } from '../form/submit';
import { Waiting } from '../frame/part';
import { methodName } from '../money/method';
import { MoneyFrame } from '../money/tabs';
import { wall } from '../time/days';
import { useWords } from '../words/language';
import { decimalOf, typedCents } from '../words/money';
import { Rich } from '../words/rich';

/** Bills that pay themselves: set, changed and ended here. */
export function AutopayPage({ account }: { account: Account }) {
    const words = useWords();
    const autopay = useAutopay(account.id);
    const methods = useMethods(words.language);
    const [changing, setChanging] = useState(false);
    const [said, setSaid] = useState<string | null>(null);
    const news = useRef<HTMLParagraphElement>(null);
    const tell = (text: string) => {
        setSaid(text);
        setChanging(false);
        void queries.invalidateQueries({ queryKey: ['balance', account.id] });
        requestAnimationFrame(() => news.current?.focus());
    };
    return (
        <MoneyFrame account={account} at="autopay">
            <p role="status" class={said ? 'told' : undefined} ref={news} tabIndex={-1}>
                {said}
            </p>
            {autopay.data === undefined || methods.data === undefined ? (
                <Waiting failed={autopay.isError || methods.isError} />
            ) : autopay.data === null || changing ? (
                <AutopayForm
                    account={account.id}
                    autopay={autopay.data}
                    methods={methods.data.methods}
                    mandate={methods.data.authorisations.autopay}
                    onSaved={() => tell(words.t('autopay.saved'))}
                    onCancel={autopay.data === null ? null : () => setChanging(false)}
                />
            ) : (
                <AutopayCard
                    account={account.id}
                    autopay={autopay.data}
                    onChange={() => {
                        setSaid(null);
                        setChanging(true);
                    }}
                    onEnded={() => tell(words.t('autopay.ended'))}
                />
            )}
            <ProofDialog />
        </MoneyFrame>
    );
}

interface AutopayCardProps {
    account: string;
    autopay: Autopay;
    onChange: () => void;
    onEnded: () => void;
}

/** What autopay is set to, and what it does next. */
function AutopayCard({ account, autopay, onChange, onEnded }: AutopayCardProps) {
    const words = useWords();
    const [sure, setSure] = useState(false);
    const form = useSubmit();
    const yes = useRef<HTMLButtonElement>(null);
    const { next, day, mostCents, locked, paused } = autopay;
    useEffect(() => {
        if (sure) {
            yes.current?.focus();
        }
    }, [sure]);
    return (
        <section class="card" aria-labelledby="autopay">
            <h2 id="autopay">{words.t(paused ? 'autopay.paused' : 'autopay.on')}</h2>
            {paused ? (
                <p class="warn">{words.t('autopay.pausedText')}</p>
            ) : (
                <p>
                    <Rich text={next ? words.t('autopay.next', { amount: words.money(next.cents), day: words.day(next.on) }) : words.t('autopay.nextNone')} />
                </p>
            )}
            <dl class="facts">
                <dt>{words.t('autopay.with')}</dt>
                <dd>{autopay.method ? methodName(autopay.method, words) : words.t('autopay.notYours')}</dd>
                <dt>{words.t('autopay.day')}</dt>
                <dd>{day === null ? words.t('autopay.onDue') : words.t('autopay.onDay', { day })}</dd>
                <dt>{words.t('autopay.most')}</dt>
                <dd>{mostCents === null ? words.t('autopay.noMost') : words.money(mostCents)}</dd>
                <dt>{words.t('autopay.since')}</dt>
                <dd>{words.day(wall(autopay.since).day, 'year')}</dd>
            </dl>
            <Said text={form.said} />
            {locked && <p class="hint">{words.t('autopay.locked')}</p>}
            {sure ? (
                <div class="buttons" role="group" aria-labelledby="autopay-sure">
                    <p id="autopay-sure">
                        <b>{words.t('autopay.sure')}</b> {words.t('autopay.sureText')}
                    </p>
                    <button
                        type="button"
                        class="usa-button"
                        ref={yes}
                        aria-disabled={form.busy}
                        onClick={() =>
                            void form.submit(async () => {
                                await withProof(() => endAutopay(account));
                                onEnded();
                            })
                        }
                    >
                        {words.t('autopay.endYes')}
                    </button>
                    <button type="button" class="usa-button usa-button--outline" onClick={() => setSure(false)}>
                        {words.t('autopay.keep')}
                    </button>
                </div>
            ) : (
                <div class="buttons">
                    <button type="button" class="usa-button usa-button--outline" onClick={onChange}>
                        {words.t('autopay.change')}
                    </button>
                    <button type="button" class="act plain" onClick={() => setSure(true)}>
                        {words.t('autopay.end')}
                    </button>
                </div>
            )}
        </section>
    );
}

interface AutopayFormProps {
    account: string;
    autopay: Autopay | null;
    methods: readonly Method[];
    /** the words under which it is turned on, as they are then stored */
    mandate: string;
    onSaved: () => void;
    onCancel: (() => void) | null;
}

function AutopayForm({ account, autopay, methods, mandate, onSaved, onCancel }: AutopayFormProps) {
    const words = useWords();
    const [method, setMethod] = useState(autopay?.method?.id ?? methods[0]?.id ?? '');
    const [day, setDay] = useState(autopay?.day == null ? '' : String(autopay.day));
    const [most, setMost] = useState(autopay?.mostCents == null ? '' : decimalOf(autopay.mostCents));
    const form = useSubmit<'method' | 'most'>();
    function save(event: Event) {
        event.preventDefault();
        const cents = most.trim() === '' ? null : typedCents(most);
        const errors = {
            ...(method === '' && { method: words.t('autopay.methodMissing') }),
            ...(most.trim() !== '' && !cents && { most: words.t('autopay.mostWrong') }),
        };
        if (Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        void form.submit(async () => {
            await withProof(() => setAutopay(account, { method, day: day === '' ? null : Number(day), mostCents: cents }, words.language));
            onSaved();
        });
    }
    if (methods.length === 0) {
        return (
            <section class="card">
                <h2>{words.t('autopay.offTitle')}</h2>
                <p>{words.t('autopay.text')}</p>
                <p>{words.t('autopay.needsMethod')}</p>
                <p class="buttons">
                    <Link class="usa-button" href={`/profile/methods?for=${account}`}>
                        {words.t('method.add')}
                    </Link>
                </p>
            </section>
        );
    }
    return (
        <form class="card" onSubmit={save} noValidate>
            <h2>{words.t(autopay ? 'autopay.changeTitle' : 'autopay.offTitle')}</h2>
            {!autopay && <p>{words.t('autopay.text')}</p>}
            <Said text={form.said} errors={form.errors} />
            <fieldset class="usa-fieldset" id="method" tabIndex={-1}>
                <legend class="usa-legend">{words.t('autopay.with')}</legend>
                <FieldError id="method" error={form.errors.method} />
                {methods.map((one) => (
                    <div class="usa-radio" key={one.id}>
                        <input class="usa-radio__input" type="radio" name="method" id={`method-${one.id}`} checked={method === one.id} onChange={() => setMethod(one.id)} />
                        <label class="usa-radio__label" for={`method-${one.id}`}>
                            {methodName(one, words)}
                        </label>
                    </div>
                ))}
            </fieldset>
            <p>
                <Link class="act" href={`/profile/methods?for=${account}`}>
                    {words.t('method.addOther')}
                </Link>
            </p>
            <Choice
                id="day"
                label={words.t('autopay.day')}
                hint={words.t('autopay.dayHint')}
                value={day}
                options={[['', words.t('autopay.onDue')], ...Array.from({ length: 28 }, (_, i) => [String(i + 1), words.t('autopay.onDay', { day: i + 1 })] as const)]}
                onText={setDay}
            />
            <Field
                id="most"
                label={words.t('autopay.most')}
                hint={words.t('autopay.mostHint')}
                inputMode="decimal"
                autocomplete="off"
                maxLength={16}
                value={most}
                onText={setMost}
                error={form.errors.most}
            />
            <p class="hint" id="mandate">{mandate}</p>
            <div class="buttons">
                <button type="submit" class="usa-button" aria-disabled={form.busy} aria-describedby="mandate">
                    {words.t(form.busy ? 'form.saving' : autopay ? 'autopay.save' : 'autopay.turnOn')}
                </button>
                {onCancel && (
                    <button type="button" class="usa-button usa-button--outline" onClick={onCancel}>
                        {words.t('form.cancel')}
                    </button>
                )}
            </div>
        </form>
    );
}
