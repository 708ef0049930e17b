import { useRef, useState } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { done, portal, type Account } from '../api/client';
import { useProfile } from '../api/profile';
import { Choice, Field, FieldError, Said, described } from '../form/field';
import { useKept } from '../form/kept';
import { useSubmit } from '../form/submit';
import { useWords } from '../words/language';
import { ProfileFrame } from './tabs';

/** One form, one e-mail to the utility. */
export function WritePage({ accounts }: { accounts: readonly Account[] }) {
    const words = useWords();
    const query = new URLSearchParams(useSearch());
    const [kept, keep, forget] = useKept('message', {
        account: query.get('account') ?? (accounts.length === 1 ? accounts[0]!.id : ''),
        subject: query.get('about') ?? '',
        text: '',
    });
    const [sent, setSent] = useState(false);
    const email = useProfile().data?.email;
    const thanks = useRef<HTMLElement>(null);
    const form = useSubmit<'subject' | 'text'>();

    function send(event: Event) {
        event.preventDefault();
        const errors = {
            ...(kept.subject.trim() === '' && { subject: words.t('write.subjectMissing') }),
            ...(kept.text.trim() === '' && { text: words.t('write.textMissing') }),
        };
        if (Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        void form.submit(async () => {
            await done(portal.POST('/api/messages', { body: { account: kept.account === '' ? null : kept.account, subject: kept.subject.trim(), text: kept.text.trim() } }));
            forget();
            setSent(true);
            requestAnimationFrame(() => thanks.current?.focus());
        });
    }

    return (
        <ProfileFrame at="/write">
            {sent ? (
                <section class="card" ref={thanks} tabIndex={-1}>
                    <h2>{words.t('write.sent')}</h2>
                    <p>{words.t('write.sentText', { email: email ?? '' })}</p>
                    <p class="buttons">
                        <button
                            type="button"
                            class="usa-button usa-button--outline"
                            onClick={() => {
                                keep({ ...kept, subject: '', text: '' });
                                setSent(false);
                            }}
                        >
                            {words.t('write.another')}
                        </button>
                    </p>
                </section>
            ) : (
                <form class="card" onSubmit={send} noValidate>
                    <p>{words.t('write.text')}</p>
                    <Said text={form.said} errors={form.errors} />
                    {accounts.length > 1 && (
                        <Choice
                            id="account"
                            label={words.t('write.account')}
                            value={kept.account}
                            options={[['', words.t('write.noAccount')], ...accounts.map((one) => [one.id, one.address ?? words.t('nav.account', { number: one.number })] as const)]}
                            onText={(account) => keep({ ...kept, account })}
                        />
                    )}
                    <Field id="subject" label={words.t('write.subject')} value={kept.subject} onText={(subject) => keep({ ...kept, subject })} maxLength={120} error={form.errors.subject} />
                    <div class="field">
                        <label class="usa-label" for="text">
                            {words.t('write.message')}
                        </label>
                        <p class="hint" id="text-hint">
                            {words.t('write.messageHint')}
                        </p>
                        <FieldError id="text" error={form.errors.text} />
                        <textarea
                            class={form.errors.text ? 'usa-textarea usa-input--error' : 'usa-textarea'}
                            id="text"
                            rows={7}
                            maxLength={4000}
                            value={kept.text}
                            onInput={(event) => keep({ ...kept, text: event.currentTarget.value })}
                            aria-invalid={form.errors.text ? 'true' : undefined}
                            aria-describedby={described('text', 'hint', form.errors.text)}
                        />
                    </div>
                    <div class="buttons">
                        <button type="submit" class="usa-button" aria-disabled={form.busy}>
                            {words.t('write.send')}
                        </button>
                    </div>
                </form>
            )}
        </ProfileFrame>
    );
}
