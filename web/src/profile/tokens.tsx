import { useEffect, useRef, useState } from 'preact/hooks';
import { useQuery } from '@tanstack/preact-query';
import { useToday, type ServerClock } from '../api/clock';
import { makeToken, revokeToken, useProfile, useTokens, type Token } from '../api/profile';
import { accountsQuery, queries, sessionQuery } from '../api/queries';
import { Choice, Field, FieldError, Said, Tick } from '../form/field';
import { withProof } from '../form/proof';
import { useSubmit } from '../form/submit';
import { useWords } from '../words/language';
import { momentAt } from '../words/spans';

const DAYS = ['30', '90', '180', '365'] as const;

const idOf = (field: 'name' | 'accounts') => `token-${field}`;

/** What the customer's own programs read their use with: made, shown once, and taken back. */
export function TokensCard() {
    const words = useWords();
    const tokens = useTokens();
    const form = useSubmit();
    const [secret, setSecret] = useState<string | null>(null);
    const [said, setSaid] = useState<string | null>(null);
    const again = () => queries.invalidateQueries({ queryKey: ['tokens'] });

    return (
        <section class="card">
            <h2>{words.t('token.title')}</h2>
            <p>{words.t('token.text')}</p>
            <Said text={form.said} />
            <p role="status">{said}</p>
            {!tokens.data ? (
                <div class={tokens.isError ? 'sunk tall still' : 'sunk tall'} />
            ) : tokens.data.length === 0 ? (
                <p class="quiet">{words.t('token.none')}</p>
            ) : (
                <ul class="sent">
                    {tokens.data.map((token) => (
                        <OneToken
                            key={token.id}
                            token={token}
                            onRevoke={() =>
                                void form.submit(async () => {
                                    await revokeToken(token.id);
                                    setSaid(words.t('token.revoked'));
                                    await again();
                                })
                            }
                        />
                    ))}
                </ul>
            )}
            {secret === null ? (
                <NewToken
                    onMade={(made) => {
                        setSaid(null);
                        setSecret(made);
                        void again();
                    }}
                />
            ) : (
                <Made secret={secret} onDone={() => setSecret(null)} />
            )}
        </section>
    );
}

function OneToken({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
    const words = useWords();
    const zone = useProfile().data?.zone ?? 'America/New_York';
    const clock = useQuery(sessionQuery).data?.clock;
    const id = `token-${token.id}`;
    return (
        <li>
            <h3 id={id}>{token.name}</h3>
            <p class="quiet">{words.t('token.reaches', { n: token.accounts?.length ?? 0 })}</p>
            {clock && <Lasts token={token} zone={zone} clock={clock} />}
            <p class="quiet">{token.lastUsedOn === null ? words.t('token.unused') : words.t('token.used', { day: words.day(token.lastUsedOn) })}</p>
            <button type="button" class="act plain" onClick={onRevoke} aria-describedby={id}>
                {words.t('token.revoke')}
            </button>
        </li>
    );
}

function Lasts({ token, zone, clock }: { token: Token; zone: string; clock: ServerClock }) {
    const words = useWords();
    const today = useToday(clock, zone);
    const at = (iso: string) => momentAt(Date.parse(iso), zone, today, words);
    return <p class="quiet">{words.t(token.expired ? 'token.ended' : 'token.until', { made: at(token.madeAt), until: at(token.expiresAt) })}</p>;
}

function NewToken({ onMade }: { onMade: (secret: string) => void }) {
    const words = useWords();
    const accounts = useQuery(accountsQuery).data ?? [];
    const form = useSubmit<'name' | 'accounts'>(idOf);
    const [name, setName] = useState('');
    const [days, setDays] = useState<string>('90');
    const [some, setSome] = useState(false);
    const [chosen, setChosen] = useState<readonly string[]>([]);

    function make(event: Event) {
        event.preventDefault();
        const errors = {
            ...(name.trim() === '' && { name: words.t('token.noName') }),
            ...(some && chosen.length === 0 && { accounts: words.t('token.noAccount') }),
        };
        if (Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        void form.submit(async () => {
            const made = await withProof(() => makeToken({ name: name.trim(), days: Number(days), ...(some && { accounts: [...chosen] }) }));
            onMade(made.secret);
        });
    }

    return (
        <form onSubmit={make} noValidate>
            <Said text={form.said} errors={form.errors} idOf={(field) => idOf(field as 'name' | 'accounts')} />
            <Field id="token-name" label={words.t('token.name')} hint={words.t('token.nameHint')} error={form.errors.name} value={name} onText={setName} maxLength={60} autocomplete="off" />
            <Choice id="token-days" label={words.t('token.days')} value={days} options={DAYS.map((one) => [one, words.t('token.daysOption', { days: Number(one) })] as const)} onText={setDays} />
            {accounts.length > 1 && (
                <Choice
                    id="token-accounts"
                    label={words.t('token.which')}
                    value={some ? 'some' : 'all'}
                    options={[
                        ['all', words.t('token.all')],
                        ['some', words.t('token.chosen')],
                    ]}
                    onText={(value) => setSome(value === 'some')}
                />
            )}
            {some && (
                <fieldset class="usa-fieldset" aria-describedby={form.errors.accounts && 'token-accounts-error'}>
                    <legend class="hidden-text">{words.t('token.which')}</legend>
                    <FieldError id="token-accounts" error={form.errors.accounts} />
                    {accounts.map((account) => (
                        <Tick
                            key={account.id}
                            id={`token-account-${account.id}`}
                            checked={chosen.includes(account.id)}
                            onTick={(on) => setChosen(on ? [...chosen, account.id] : chosen.filter((one) => one !== account.id))}
                        >
                            {words.t('token.account', { number: account.number, name: account.address ?? account.name })}
                        </Tick>
                    ))}
                </fieldset>
            )}
            <button class="usa-button" aria-disabled={form.busy}>
                {words.t('token.make')}
            </button>
        </form>
    );
}

/** Shown once: we keep only its fingerprint. */
function Made({ secret, onDone }: { secret: string; onDone: () => void }) {
    const words = useWords();
    const [copied, setCopied] = useState<boolean | null>(null);
    const title = useRef<HTMLHeadingElement>(null);
    useEffect(() => title.current?.focus(), []);
    return (
        <div>
            <h3 tabIndex={-1} ref={title}>
                {words.t('token.made')}
            </h3>
            <p>{words.t('token.once')}</p>
            <div class="field">
                <label class="usa-label" for="token-secret">
                    {words.t('token.secret')}
                </label>
                <input class="usa-input" id="token-secret" readOnly value={secret} onFocus={(event) => event.currentTarget.select()} autocomplete="off" spellcheck={false} />
            </div>
            <div class="buttons">
                <button
                    type="button"
                    class="usa-button usa-button--outline"
                    onClick={() => {
                        navigator.clipboard.writeText(secret).then(
                            () => setCopied(true),
                            () => setCopied(false),
                        );
                    }}
                >
                    {words.t('token.copy')}
                </button>
                <button type="button" class="usa-button" onClick={onDone}>
                    {words.t('token.done')}
                </button>
            </div>
            <p role="status">{copied !== null && words.t(copied ? 'token.copied' : 'token.notCopied')}</p>
        </div>
    );
}
