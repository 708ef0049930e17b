import { useState } from 'preact/hooks';
import type { Contact } from '../api/profile';
import { AddContact } from '../contact/add-contact';
import { VerifyContact } from '../contact/verify-contact';
import { FieldError, Tick } from '../form/field';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { wallTime } from '../words/spans';
import type { Words } from '../words/words';
import { whereTo } from './sentence';

interface SendToProps {
    contacts: readonly Contact[];
    chosen: readonly string[];
    onChoose: (chosen: string[]) => void;
    error: string | undefined;
}

/** Which of the customer's own numbers and addresses are told; a new one can be added right here. */
export function SendTo({ contacts, chosen, onChoose, error }: SendToProps) {
    const words = useWords();
    const [adding, setAdding] = useState(false);
    const verified = contacts.filter((contact) => contact.verified);
    const waiting = contacts.filter((contact) => !contact.verified);
    return (
        <section class="card">
            <fieldset class="usa-fieldset" id="contacts" tabIndex={-1} aria-describedby={error ? 'contacts-error' : undefined}>
                <legend>
                    <h2>{words.t('alert.sendTo')}</h2>
                </legend>
                <FieldError id="contacts" error={error} />
                {verified.length === 0 && waiting.length === 0 && <p>{words.t('alert.noContacts')}</p>}
                {verified.map((contact) => (
                    <Tick
                        key={contact.id}
                        id={`contact-${contact.id}`}
                        checked={chosen.includes(contact.id)}
                        onTick={(checked) => onChoose(checked ? [...chosen, contact.id] : chosen.filter((one) => one !== contact.id))}
                    >
                        <Rich text={words.t(contact.medium === 'sms' ? 'contact.textTo' : 'contact.emailTo', { where: whereTo(contact, words) })} />
                        <span class="quiet about">{about(contact, words)}</span>
                    </Tick>
                ))}
            </fieldset>
            {verified
                .filter((contact) => chosen.includes(contact.id) && !contact.alerts)
                .map((contact) => (
                    <p key={contact.id} class="hint">
                        {words.t(contact.medium === 'sms' ? 'alert.agreeText' : 'alert.agreeEmail', { where: whereTo(contact, words) })}
                    </p>
                ))}
            {waiting.map((contact) => (
                <VerifyContact key={contact.id} contact={contact} onVerified={() => onChoose([...chosen, contact.id])} />
            ))}
            {adding ? (
                <AddContact askConsent={false} onAdded={() => setAdding(false)} onCancel={() => setAdding(false)} />
            ) : (
                <button type="button" class="act plain" onClick={() => setAdding(true)}>
                    {words.t('alert.addContact')}
                </button>
            )}
        </section>
    );
}

/** {@return "In English. Not from 9 pm to 8 am: then we wait until 8 am."} */
export function about(contact: Contact, words: Words): string {
    const from = wallTime(contact.quietFrom, words);
    const to = wallTime(contact.quietTo, words);
    return [
        words.t('contact.inLanguage', { language: words.languageName(contact.language) }),
        contact.quietFrom === contact.quietTo || contact.urgentAtNight ? words.t('contact.anyHour') : words.t('contact.quiet', { from, to }),
        contact.trouble && words.t(`trouble.${contact.trouble}`),
    ]
        .filter(Boolean)
        .join(' ');
}
