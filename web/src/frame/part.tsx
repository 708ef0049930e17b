import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words/language';
import { Notice, usePhone } from './notice';

/** {@return a page whose script comes when it is first needed: the first load stays small} */
export function part<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
    let here: ComponentType<P> | undefined;
    return function Part(props: P) {
        const [state, setState] = useState<{ page: ComponentType<P> | undefined; failed: boolean }>({ page: here, failed: false });
        useEffect(() => {
            let gone = false;
            if (!here) {
                load().then(
                    (page) => {
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
        }, []);
        const Page = state.page;
        return Page ? <Page {...props} /> : state.failed ? <NotLoaded /> : <Waiting />;
    };
}

function NotLoaded() {
    const words = useWords();
    return (
        <>
            <h1>{words.t('error.notLoaded')}</h1>
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
