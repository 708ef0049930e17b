import { PasswordField } from '../form/field';
import { useWords } from '../words/language';
import { ALONE, rulesOf, WITH_FACTOR } from './password';

interface NewPasswordProps {
    id: string;
    value: string;
    onText: (text: string) => void;
    email: string;
    withFactor: boolean;
    error: string | undefined;
}

/** A new password, with its rules ticked off as it is typed. */
export function NewPassword({ id, value, onText, email, withFactor, error }: NewPasswordProps) {
    const words = useWords();
    const rules = rulesOf(value, email, withFactor);
    return (
        <>
            <PasswordField id={id} label={words.t('password.new')} hint={words.t('password.hint')} value={value} onText={onText} autocomplete="new-password" error={error} />
            <ul class="rules" aria-live="polite">
                <Rule met={rules.long} text={words.t('password.long', { n: withFactor ? WITH_FACTOR : ALONE })} />
                <Rule met={rules.own} text={words.t('password.own')} />
            </ul>
        </>
    );
}

function Rule({ met, text }: { met: boolean; text: string }) {
    const words = useWords();
    return (
        <li class={met ? 'met' : undefined}>
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                {met ? <path d="M3 9.500l4 4 8-9" /> : <circle cx="9" cy="9" r="6" />}
            </svg>
            {text}
            <span class="hidden-text">: {words.t(met ? 'password.met' : 'password.notYet')}</span>
        </li>
    );
}
