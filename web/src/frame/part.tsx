import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSpeech, useWords, type WordsPart } from '../words/language';
import { Notice, usePhone } from './notice';

/**
 * {@return a page whose script comes when it is first needed: the first load stays small}
 *
 * @param says the words that come with it, where it has words of its own
 */
export function part<P extends object>(load: () => Promise<ComponentType<P>>, ...says: WordsPart[]): ComponentType<P> {
    let here: ComponentType<P> | undefined;
    return function Part(props: P) {
        const { words, learn } = useSpeech();
        const [state, setState] = useState<{ page: ComponentType<P> | undefined; failed: boolean }>({ page: here, failed: false });
        const spoken = says.every((one) => words.parts.includes(one));
        useEffect(() => {
            let gone = false;
            if (!here || !spoken) {
                Promise.all([load(), learn(says)]).then(
                    ([page]) => {
                        here = page;
                        if (!gone) {
                            setState({ page, failed: false });
                        }
                    },
                    () => !gone && setState({ page: undefined, failed: true }),
                );
            }
            return () => {
                gone = true;
            };
        }, [spoken]);
        const Page = spoken ? state.page : undefined;
        return Page ? <Page {...props} /> : state.failed ? <NotLoaded /> : <Waiting />;
    };
}

/** What was to come did not, though the page did. */
export function NotLoaded({ heading = true }: { heading?: boolean }) {
    const words = useWords();
    return (
        <>
            {heading && <h1>{words.t('error.notLoaded')}</h1>}
            <Notice title={words.t('error.notLoadedTitle')} text={words.t('error.notLoadedText', usePhone())}>
                <button type="button" class="usa-button" onClick={() => location.reload()}>
                    {words.t('error.reload')}
                </button>
            </Notice>
        </>
    );
}

/** The shape of any page, while its own comes. */
export function Waiting({ failed = false }: { failed?: boolean }) {
    const words = useWords();
    const still = failed ? ' still' : '';
    return (
        <div class="narrow waiting" aria-busy={!failed}>
            <div class={`sunk title${still}`} />
            <div class="card">
                <div class={`sunk tall${still}`} />
            </div>
            {!failed && <span class="hidden-text">{words.t('loading')}</span>}
        </div>
    );
}
