import { useRef, useState } from 'preact/hooks';
import { Refused } from '../api/client';
import { toSignIn } from '../api/signed-out';
import { useWords } from '../words/language';
import { problemWords } from './problem';
import { Declined } from './proof';

export type Errors<F extends string> = Partial<Record<F, string>>;

interface Submission<F extends string> {
    busy: boolean;
    /** what stands above the form; null while all is well */
    said: string | null;
    errors: Errors<F>;
    /** shows what is to be mended and goes to the first of it */
    mend: (errors: Errors<F>, said?: string) => void;
    /** does it; a refusal is said in words, at a field where it belongs to one */
    submit: (work: () => Promise<void>, fieldOf?: Partial<Record<string, F>>) => Promise<void>;
    clear: () => void;
}

/** One form's way to the portal: asked once at a time, and whatever was typed stays. */
export function useSubmit<F extends string = never>(idOf: (field: F) => string = (field) => field): Submission<F> {
    const words = useWords();
    const [state, setState] = useState<{ busy: boolean; said: string | null; errors: Errors<F> }>({ busy: false, said: null, errors: {} });
    const running = useRef(false);

    function mend(errors: Errors<F>, said: string | null = null) {
        setState({ busy: false, said, errors });
        const first = Object.keys(errors)[0] as F | undefined;
        if (first !== undefined) {
            // after the message stands, so that a screen reader reads both
            requestAnimationFrame(() => document.getElementById(idOf(first))?.focus());
        }
    }

    async function submit(work: () => Promise<void>, fieldOf: Partial<Record<string, F>> = {}) {
        if (running.current) {
            return;
        }
        running.current = true;
        setState({ busy: true, said: null, errors: {} });
        try {
            await work();
            setState({ busy: false, said: null, errors: {} });
        } catch (error) {
            if (error instanceof Declined) {
                setState({ busy: false, said: null, errors: {} });
            } else if (error instanceof Refused && error.signedOut) {
                toSignIn();
            } else {
                const field = error instanceof Refused ? fieldOf[error.code] : undefined;
                const text = problemWords(error, words);
                mend(field === undefined ? {} : ({ [field]: text } as Errors<F>), field === undefined ? text : null);
            }
        } finally {
            running.current = false;
        }
    }

    return { ...state, mend: (errors, said) => mend(errors, said ?? null), submit, clear: () => setState({ busy: false, said: null, errors: {} }) };
}
