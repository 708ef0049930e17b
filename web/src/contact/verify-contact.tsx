import { useState } from 'preact/hooks';
import { sendCode, verifyContact, type Contact } from '../api/profile';
import { CodeField, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { shownAddress } from '../alert/sentence';
import { useWords } from '../words/language';
import { digits } from './address';

/** The code that was sent there, typed in here. */
export function VerifyContact({ contact, onVerified }: { contact: Contact; onVerified?: (contact: Contact) => void }) {
    const words = useWords();
    const id = `code-${contact.id}`;
    const [code, setCode] = useState('');
    const [again, setAgain] = useState(false);
    const form = useSubmit<string>();

    function verify(event: Event) {
        event.preventDefault();
        const plain = digits(code);
        if (plain.length !== 6) {
            form.mend({ [id]: words.t('code.sixDigits') });
            return;
        }
        void form.submit(
            async () => {
                const verified = await verifyContact(contact.id, plain);
                onVerified?.(verified);
            },
            { 'code-refused': id },
        );
    }

    return (
        <form class="inset" onSubmit={verify} noValidate>
            <p>{words.t(contact.medium === 'sms' ? 'code.sentText' : 'code.sentEmail', { address: shownAddress(contact) })}</p>
            <Said text={form.said} />
            <CodeField id={id} label={words.t('code.label')} hint={words.t('code.hint')} value={code} onText={setCode} error={form.errors[id]} />
            <div class="buttons">
                <button type="submit" class="usa-button" aria-disabled={form.busy}>
                    {words.t('code.check')}
                </button>
                <button
                    type="button"
                    class="act plain"
                    onClick={() =>
                        void form.submit(async () => {
                            await sendCode(contact.id);
                            setAgain(true);
                        })
                    }
                >
                    {words.t('code.again')}
                </button>
            </div>
            <p role="status">{again && words.t('code.sentAgain')}</p>
        </form>
    );
}
