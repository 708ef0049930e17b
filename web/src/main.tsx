import { render } from 'preact';
import { QueryClientProvider } from '@tanstack/preact-query';
import { accountsQuery, queries, sessionQuery } from './api/queries';
import { App } from './app';
import { keepForLater } from './offline/register';
import { Language, load, preferred } from './words/language';
import './styles/base.scss';
import './styles/app.scss';

// asked at once, beside the words, so that neither waits for the other
void queries.prefetchQuery(sessionQuery);
void queries.prefetchQuery(accountsQuery);

keepForLater();

const root = document.getElementById('root')!;
void load(preferred()).then((words) => {
    root.replaceChildren();
    render(
        <QueryClientProvider client={queries}>
            <Language first={words}>
                <App />
            </Language>
        </QueryClientProvider>,
        root,
    );
});
