import { useEffect } from 'preact/hooks';
import { useWords } from '../words/language';

export function useTitle(page: string): void {
    const words = useWords();
    useEffect(() => {
        document.title = words.t('page.title', { page, city: words.t('city.name'), part: words.t('city.part') }).replace(/[,\s]+$/, '');
    }, [page, words]);
}
