import { useState } from 'preact/hooks';
import { done, portal } from '../api/client';
import type { Profile } from '../api/profile';
import { queries } from '../api/queries';
import { PasswordField, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { useWords } from '../words/language';
import { NewPassword } from './new-password';
import { rulesOf } from './password';

export function PasswordCard({ profile }: { profile: Profile }) {
    const words = useWords();
    const [open, setOpen] = useState(false);
    const [current, setCurrent] = useState('');
    const [password, setPassword] = useState('');
    const [changed, setChanged] = useState(false);
    const form = useSubmit<'current' | 'new-password'>();

    function change(event: Event) {
        event.preventDefault();
        const rules = rulesOf(password, profile.email, profile.secondFactor);
        const errors = {
            ...(current === '' && { current: words.t('signIn.passwordMissing') }),
            ...((!rules.long || !rules.own) && { 'new-password': words.t(rules.long ? 'password.notOwn' : 'password.short') }),
        };
        if (Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        void form.submit(
            async () => {
                await done(portal.PUT('/api/password', { body: { current, password } }));
                setOpen(false);
                setCurrent('');
                setPassword('');
                setChanged(true);
                void queries.invalidateQueries({ queryKey: ['sessions'] });
            },
            { 'sign-in-refused': 'current', 'password-too-weak': 'new-password' },
        );
    }

    return (
        <section class="card">
            <h2>{words.t('signIn.password')}</h2>
            <p role="status">{changed && words.t('password.changed')}</p>
            {open ? (
                <form onSubmit={change} noValidate>
                    <Said text={form.said} errors={form.errors} />
                    <input class="hidden-text" type="email" autocomplete="username" value={profile.email} readOnly tabIndex={-1} aria-hidden="true" />
                    <PasswordField id="current" label={words.t('password.current')} value={current} onText={setCurrent} autocomplete="current-password" error={form.errors.current} />
                    <NewPassword id="new-password" value={password} onText={setPassword} email={profile.email} withFactor={profile.secondFactor} error={form.errors['new-password']} />
                    <p class="hint">{words.t('password.endsOthers')}</p>
                    <div class="buttons">
                        <button type="submit" class="usa-button" aria-disabled={form.busy}>
                            {words.t('password.change')}
                        </button>
                        <button type="button" class="usa-button usa-button--outline" onClick={() => setOpen(false)}>
                            {words.t('form.cancel')}
                        </button>
                    </div>
                </form>
            ) : (
                <button
                    type="button"
                    class="usa-button usa-button--outline"
                    onClick={() => {
                        setOpen(true);
                        setChanged(false);
                    }}
                >
                    {words.t('password.change')}
                </button>
            )}
        </section>
    );
}
