import { useEffect, useRef, useState } from 'preact/hooks';
import { done, portal, Refused } from '../api/client';
import { useWords } from '../words/language';
import { CodeField, PasswordField, Said } from './field';
import { problemWords } from './problem';

/** The customer was asked to prove who they are and left it: nothing was done, and nothing went wrong. */
export class Declined extends Error {}

type Settle = (proven: boolean) => void;

let ask: ((settle: Settle) => void) | undefined;

/** Does it; where the portal first wants proof of who this is, asks for it and does it again. */
export async function withProof<T>(work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'proof-needed' || ask === undefined) {
            throw error;
        }
    }
    if (!(await new Promise<boolean>((settle) => ask!(settle)))) {
        throw new Declined();
    }
    return await work();
}

/** Stands once on every page that changes what matters. */
export function ProofDialog() {
    const [settle, setSettle] = useState<{ with: Settle } | null>(null);
    useEffect(() => {
        ask = (next) => setSettle({ with: next });
        return () => {
            ask = undefined;
        };
    }, []);
    if (settle === null) {
        return null;
    }
    return (
        <Asking
            onEnd={(proven) => {
                setSettle(null);
                settle.with(proven);
            }}
        />
    );
}

function Asking({ onEnd }: { onEnd: Settle }) {
    const words = useWords();
    const dialog = useRef<HTMLDialogElement>(null);
    const [password, setPassword] = useState('');
    const [code, setCode] = useState<string | null>(null);
    const [said, setSaid] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    useEffect(() => {
        const before = document.activeElement as HTMLElement | null;
        dialog.current!.showModal();
        document.getElementById('proof-password')?.focus();
        return () => before?.focus();
    }, []);
    async function prove(event: Event) {
        event.preventDefault();
        if (busy) {
            return;
        }
        setBusy(true);
        setSaid(null);
        try {
            await done(portal.POST('/api/proof', { body: code === null ? { password } : { password, secondFactor: code.replace(/\s/g, '') } }));
            onEnd(true);
        } catch (error) {
            const factor = error instanceof Refused && error.code === 'second-factor-needed';
            setBusy(false);
            if (factor) {
                setCode(code ?? '');
                requestAnimationFrame(() => document.getElementById('proof-code')?.focus());
            } else {
                setSaid(error instanceof Refused && error.code === 'sign-in-refused' ? words.t('proof.wrong') : problemWords(error, words));
                document.getElementById(code === null ? 'proof-password' : 'proof-code')?.focus();
            }
        }
    }
    return (
        <dialog class="dialog card" ref={dialog} aria-labelledby="proof-title" onCancel={() => onEnd(false)}>
            <form onSubmit={prove} noValidate>
                <h2 id="proof-title">{words.t('proof.title')}</h2>
                <p>{words.t('proof.text')}</p>
                <Said text={said} />
                <PasswordField id="proof-password" label={words.t('signIn.password')} value={password} onText={setPassword} autocomplete="current-password" />
                {code !== null && <CodeField id="proof-code" label={words.t('factor.code')} hint={words.t('factor.codeHint')} value={code} onText={setCode} />}
                <div class="buttons">
                    <button type="submit" class="usa-button" aria-disabled={busy}>
                        {words.t('proof.go')}
                    </button>
                    <button type="button" class="usa-button usa-button--outline" onClick={() => onEnd(false)}>
                        {words.t('form.cancel')}
                    </button>
                </div>
            </form>
        </dialog>
    );
}
