import { Link } from 'wouter-preact';
import { useWords } from '../words/language';
import { useTitle } from './title';

/** The same for what does not exist and for what is another customer's. */
export function NotFound() {
    const words = useWords();
    useTitle(words.t('error.notFound'));
    return (
        <section class="card narrow">
            <h1>{words.t('error.notFound')}</h1>
            <p>{words.t('error.notFoundText')}</p>
            <p>
                <Link class="usa-button" href="/">
                    {words.t('error.home')}
                </Link>
            </p>
        </section>
    );
}
