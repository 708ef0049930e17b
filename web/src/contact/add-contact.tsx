import { useState } from 'preact/hooks';
import { addContact, useProfile, type Contact } from '../api/profile';
import { Choice, Field, Said, Tick } from '../form/field';
import { useKept } from '../form/kept';
import { withProof } from '../form/proof';
import { useSubmit } from '../form/submit';
import { languages, useWords } from '../words/language';
import { e164, looksLikeEmail } from './address';

interface AddContactProps {
    /** whether agreeing to alerts is asked here; an alert being made asks it when it is saved */
    askConsent: boolean;
    onAdded: (contact: Contact) => void;
    onCancel: () => void;
}

/** A number or an address to be told at: first what it is, then the code that was sent there. */
export function AddContact({ askConsent, onAdded, onCancel }: AddContactProps) {
    const words = useWords();
    const profile = useProfile();
    const [kept, keep, forget] = useKept('contact', { medium: 'sms' as Contact['medium'], address: '', language: words.language });
    const [agreed, setAgreed] = useState(false);
    const form = useSubmit<'contact-address'>();
    const { medium, address, language } = kept;

    function add(event: Event) {
        event.preventDefault();
        const plain = medium === 'sms' ? e164(address) : looksLikeEmail(address) ? address.trim() : null;
        if (plain === null) {
            form.mend({ 'contact-address': words.t(medium === 'sms' ? 'contact.numberWrong' : 'contact.emailWrong') });
            return;
        }
        void form.submit(
            async () => {
                const contact = await withProof(() => addContact({ medium, address: plain, language, zone: profile.data?.zone ?? 'America/New_York', alerts: agreed }));
                forget();
                onAdded(contact);
            },
            { 'contact-refused': 'contact-address' },
        );
    }

    return (
        <form class="inset" onSubmit={add} noValidate>
            <Said text={form.said} />
            <fieldset class="usa-fieldset">
                <legend class="usa-legend">{words.t('contact.how')}</legend>
                {(['sms', 'email'] as const).map((one) => (
                    <div class="usa-radio" key={one}>
                        <input class="usa-radio__input" type="radio" name="medium" id={`medium-${one}`} checked={medium === one} onChange={() => keep({ ...kept, medium: one })} />
                        <label class="usa-radio__label" for={`medium-${one}`}>
                            {words.t(one === 'sms' ? 'contact.byText' : 'contact.byEmail')}
                        </label>
                    </div>
                ))}
            </fieldset>
            {medium === 'sms' ? (
                <Field
                    key="sms"
                    id="contact-address"
                    type="tel"
                    autocomplete="tel-national"
                    label={words.t('contact.number')}
                    hint={words.t('contact.numberHint')}
                    value={address}
                    onText={(text) => keep({ ...kept, address: text })}
                    error={form.errors['contact-address']}
                />
            ) : (
                <Field
                    key="email"
                    id="contact-address"
                    type="email"
                    autocomplete="email"
                    autocapitalize="none"
                    spellcheck={false}
                    maxLength={254}
                    label={words.t('signIn.email')}
                    value={address}
                    onText={(text) => keep({ ...kept, address: text })}
                    error={form.errors['contact-address']}
                />
            )}
            <Choice id="contact-language" label={words.t('contact.language')} value={language} options={Object.entries(languages)} onText={(value) => keep({ ...kept, language: value })} />
            {askConsent && (
                <Tick id="contact-agreed" checked={agreed} onTick={setAgreed}>
                    {words.t(medium === 'sms' ? 'contact.agreeText' : 'contact.agreeEmail')}
                </Tick>
            )}
            <div class="buttons">
                <button type="submit" class="usa-button" aria-disabled={form.busy}>
                    {words.t('contact.sendCode')}
                </button>
                <button
                    type="button"
                    class="usa-button usa-button--outline"
                    onClick={() => {
                        forget();
                        onCancel();
                    }}
                >
                    {words.t('form.cancel')}
                </button>
            </div>
        </form>
    );
}
