import { Component, type ComponentChildren } from 'preact';
import { useWords } from '../words/language';
import { Notice, usePhone } from './notice';

/** A fault of ours is said in words; a blank page would leave the customer to guess. */
export class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
    override state = { broken: false };

    static override getDerivedStateFromError() {
        return { broken: true };
    }

    override componentDidCatch(error: unknown) {
        console.error(error);
    }

    override render() {
        return this.state.broken ? <Broken /> : this.props.children;
    }
}

function Broken() {
    const words = useWords();
    return (
        <main class="in">
            <h1>{words.t('home.title')}</h1>
            <Notice title={words.t('error.broken')} text={words.t('error.brokenText', usePhone())}>
                <button type="button" class="usa-button" onClick={() => location.reload()}>
                    {words.t('error.reload')}
                </button>
            </Notice>
        </main>
    );
}
