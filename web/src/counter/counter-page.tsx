import { Trouble } from '../frame/notice';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';
import { SearchBox } from './search-box';

/** Where a clerk begins: the one box. */
export function CounterPage() {
    const words = useWords();
    useTitle(words.t('counter.title'));
    return (
        <>
            <h1>{words.t('counter.title')}</h1>
            <Trouble plain />
            <div class="card counter">
                <SearchBox first />
            </div>
        </>
    );
}
