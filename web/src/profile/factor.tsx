import { useEffect, useRef, useState } from 'preact/hooks';
import { answer, done, portal } from '../api/client';
import type { Profile } from '../api/profile';
import { queries } from '../api/queries';
import { digits } from '../contact/address';
import { CodeField, Said } from '../form/field';
import { withProof } from '../form/proof';
import { useSubmit } from '../form/submit';
import { useWords } from '../words/language';
import { Qr } from './qr';
import { RecoveryCodes } from './recovery-codes';

type State = { at: 'rest' } | { at: 'scan'; secret: string; uri: string } | { at: 'codes'; codes: string[] } | { at: 'sure' };

/** An app on the phone that makes a code for each sign-in: on, off, and the codes on paper. */
export function FactorCard({ profile }: { profile: Profile }) {
    const words = useWords();
    const [state, setState] = useState<State>({ at: 'rest' });
    const [code, setCode] = useState('');
    const [said, setSaid] = useState<string | null>(null);
    const form = useSubmit<'factor-code'>();
    const title = useRef<HTMLHeadingElement>(null);
    const first = useRef(true);
    useEffect(() => {
        // each step begins at its top
        if (!first.current) {
            title.current?.focus();
        }
        first.current = false;
    }, [state.at]);

    const begin = () =>
        void form.submit(async () => {
            const made = await withProof(() => answer(portal.POST('/api/second-factor')));
            setCode('');
            setSaid(null);
            setState({ at: 'scan', ...made });
        });

    function confirm(event: Event) {
        event.preventDefault();
        const plain = digits(code);
        if (plain.length !== 6) {
            form.mend({ 'factor-code': words.t('code.sixDigits') });
            return;
        }
        void form.submit(
            async () => {
                const { recoveryCodes } = await withProof(() => answer(portal.POST('/api/second-factor/confirmation', { body: { code: plain } })));
                setState({ at: 'codes', codes: recoveryCodes });
                await queries.invalidateQueries({ queryKey: ['profile'] });
            },
            { 'code-refused': 'factor-code', 'second-factor-refused': 'factor-code' },
        );
    }

    const renew = () =>
        void form.submit(async () => {
            const { recoveryCodes } = await withProof(() => answer(portal.POST('/api/recovery-codes')));
            setState({ at: 'codes', codes: recoveryCodes });
            await queries.invalidateQueries({ queryKey: ['profile'] });
        });

    const turnOff = () =>
        void form.submit(async () => {
            await withProof(() => done(portal.DELETE('/api/second-factor')));
            await queries.invalidateQueries({ queryKey: ['profile'] });
            setSaid(words.t('factor.nowOff'));
            setState({ at: 'rest' });
        });

    return (
        <section class="card">
            <h2 ref={title} tabIndex={-1}>
                {words.t('factor.title')}
            </h2>
            <p role="status">{said}</p>
            <Said text={form.said} />
            {state.at === 'codes' ? (
                <RecoveryCodes codes={state.codes} email={profile.email} onDone={() => setState({ at: 'rest' })} />
            ) : state.at === 'scan' ? (
                <form onSubmit={confirm} noValidate>
                    <ol class="numbered">
                        <li>{words.t('factor.open')}</li>
                        <li>
                            {words.t('factor.scan')}
                            <Qr text={state.uri} name={words.t('factor.square')} />
                            <p>{words.t('factor.orType')}</p>
                            <p class="secret">{state.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
                        </li>
                        <li>{words.t('factor.then')}</li>
                    </ol>
                    <CodeField id="factor-code" label={words.t('factor.code')} value={code} onText={setCode} error={form.errors['factor-code']} />
                    <div class="buttons">
                        <button type="submit" class="usa-button" aria-disabled={form.busy}>
                            {words.t('factor.turnOn')}
                        </button>
                        <button type="button" class="usa-button usa-button--outline" onClick={() => setState({ at: 'rest' })}>
                            {words.t('form.cancel')}
                        </button>
                    </div>
                </form>
            ) : profile.secondFactor ? (
                <>
                    <p>{words.t('factor.on')}</p>
                    <p>{words.t('factor.left', { n: profile.recoveryCodesLeft })}</p>
                    {state.at === 'sure' ? (
                        <div class="buttons" role="group" aria-labelledby="factor-sure">
                            <p id="factor-sure">
                                <b>{words.t('factor.sure')}</b> {words.t('factor.sureText')}
                            </p>
                            <button type="button" class="usa-button" aria-disabled={form.busy} onClick={turnOff}>
                                {words.t('factor.offYes')}
                            </button>
                            <button type="button" class="usa-button usa-button--outline" onClick={() => setState({ at: 'rest' })}>
                                {words.t('alerts.keep')}
                            </button>
                        </div>
                    ) : (
                        <div class="buttons">
                            <button type="button" class="usa-button usa-button--outline" aria-disabled={form.busy} onClick={renew}>
                                {words.t('factor.newCodes')}
                            </button>
                            <button type="button" class="act plain" onClick={() => setState({ at: 'sure' })}>
                                {words.t('factor.off')}
                            </button>
                        </div>
                    )}
                </>
            ) : (
                <>
                    <p>{words.t('factor.text')}</p>
                    <div class="buttons">
                        <button type="button" class="usa-button usa-button--outline" aria-disabled={form.busy} onClick={begin}>
                            {words.t('factor.begin')}
                        </button>
                    </div>
                </>
            )}
        </section>
    );
}
