import { useEffect, useRef, useState } from 'preact/hooks';
import { changeContact, removeContact, useContacts, type Contact } from '../api/profile';
import { shownAddress } from '../alert/sentence';
import { AddContact } from '../contact/add-contact';
import { VerifyContact } from '../contact/verify-contact';
import { Choice, Said, Tick } from '../form/field';
import { withProof } from '../form/proof';
import { useSubmit } from '../form/submit';
import { Waiting } from '../frame/part';
import { languages, useWords } from '../words/language';
import { wallTime } from '../words/spans';
import { ProfileFrame } from './tabs';

/** Where we may tell the customer things, and when. */
export function ContactsPage() {
    const words = useWords();
    const contacts = useContacts();
    const [adding, setAdding] = useState(false);
    const [said, setSaid] = useState<string | null>(null);
    return (
        <ProfileFrame at="/contacts">
            <p role="status" class={said ? 'told' : undefined}>
                {said}
            </p>
            {!contacts.data ? (
                <Waiting failed={contacts.isError} />
            ) : (
                <>
                    {contacts.data.length === 0 && (
                        <section class="card">
                            <h2>{words.t('contacts.none')}</h2>
                            <p>{words.t('contacts.noneText')}</p>
                        </section>
                    )}
                    {contacts.data.map((contact) => (
                        <OneContact key={contact.id} contact={contact} onSaid={setSaid} />
                    ))}
                    {adding ? (
                        <section class="card">
                            <h2>{words.t('contacts.add')}</h2>
                            <AddContact askConsent onAdded={() => setAdding(false)} onCancel={() => setAdding(false)} />
                        </section>
                    ) : (
                        <p>
                            <button type="button" class="usa-button" onClick={() => setAdding(true)}>
                                {words.t('contacts.add')}
                            </button>
                        </p>
                    )}
                </>
            )}
        </ProfileFrame>
    );
}

function OneContact({ contact, onSaid }: { contact: Contact; onSaid: (text: string) => void }) {
    const words = useWords();
    const form = useSubmit();
    const [sure, setSure] = useState(false);
    const [saved, setSaved] = useState(false);
    const yes = useRef<HTMLButtonElement>(null);
    const quiet = contact.quietFrom !== contact.quietTo;
    const id = `contact-${contact.id}`;
    useEffect(() => {
        if (sure) {
            yes.current?.focus();
        }
    }, [sure]);

    function change(wish: Parameters<typeof changeContact>[1]) {
        setSaved(false);
        void form.submit(async () => {
            await changeContact(contact.id, wish);
            setSaved(true);
        });
    }

    return (
        <section class="card" aria-labelledby={id}>
            <h2 id={id} class="address">
                {shownAddress(contact)}
            </h2>
            <p class="quiet">
                {words.t(contact.medium === 'sms' ? 'contact.textWord' : 'contact.emailWord')}. {words.t(contact.verified ? 'contact.verified' : 'contact.notVerified')}
            </p>
            {contact.trouble && <p class="warn">{words.t(`trouble.${contact.trouble}`)} {words.t(`trouble.${contact.trouble}Help`)}</p>}
            <Said text={form.said} />
            {contact.verified ? (
                <>
                    <Tick id={`${id}-alerts`} checked={contact.alerts} onTick={(alerts) => change({ alerts })}>
                        {words.t(contact.medium === 'sms' ? 'contact.agreeText' : 'contact.agreeEmail')}
                    </Tick>
                    <Choice id={`${id}-language`} label={words.t('contact.language')} value={contact.language} options={Object.entries(languages)} onText={(language) => change({ language })} />
                    <fieldset class="usa-fieldset hours">
                        <legend class="usa-legend">{words.t('contact.quietHours')}</legend>
                        <p class="hint">{words.t('contact.quietHint')}</p>
                        <div class="pair">
                            <Choice id={`${id}-from`} label={words.t('contact.quietFrom')} value={contact.quietFrom} options={hours(contact.quietFrom, words)} onText={(quietFrom) => change({ quietFrom })} />
                            <Choice id={`${id}-to`} label={words.t('contact.quietTo')} value={contact.quietTo} options={hours(contact.quietTo, words)} onText={(quietTo) => change({ quietTo })} />
                        </div>
                        {!quiet && <p class="hint">{words.t('contact.noQuiet')}</p>}
                        <Tick id={`${id}-urgent`} checked={contact.urgentAtNight} onTick={(urgentAtNight) => change({ urgentAtNight })}>
                            {words.t('contact.urgent')}
                        </Tick>
                    </fieldset>
                </>
            ) : (
                <VerifyContact contact={contact} onVerified={() => onSaid(words.t('contact.nowVerified'))} />
            )}
            <p role="status" class="fresh">
                {saved && words.t('form.saved')}
            </p>
            {sure ? (
                <div class="buttons" role="group" aria-labelledby={`${id}-sure`}>
                    <p id={`${id}-sure`}>
                        <b>{words.t('contact.sure')}</b> {words.t('contact.sureText')}
                    </p>
                    <button
                        type="button"
                        class="usa-button"
                        ref={yes}
                        aria-disabled={form.busy}
                        onClick={() =>
                            void form.submit(async () => {
                                await withProof(() => removeContact(contact.id));
                                onSaid(words.t('contact.removed'));
                                document.querySelector('main')?.focus();
                            })
                        }
                    >
                        {words.t('contact.removeYes')}
                    </button>
                    <button type="button" class="usa-button usa-button--outline" onClick={() => setSure(false)}>
                        {words.t('alerts.keep')}
                    </button>
                </div>
            ) : (
                <button type="button" class="act plain" onClick={() => setSure(true)} aria-describedby={id}>
                    {words.t('contact.remove')}
                </button>
            )}
        </section>
    );
}

/** Each hour, and the present time where it is another. */
function hours(present: string, words: ReturnType<typeof useWords>): (readonly [string, string])[] {
    const all = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
    return [...new Set([...all, present])].sort().map((time) => [time, wallTime(time, words)] as const);
}
