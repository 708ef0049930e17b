import { useWords } from '../words/language';

/** Where one stands of three; the last is the payment company's own page, or the receipt. */
export function Steps({ at, last }: { at: 1 | 2; last: 'card' | 'bank' | 'done' }) {
    const words = useWords();
    const names = [words.t('pay.stepWhat'), words.t('pay.stepHow'), words.t(last === 'card' ? 'pay.stepCard' : last === 'bank' ? 'pay.stepBank' : 'pay.stepDone')];
    return (
        <ol class="steps-of">
            {names.map((name, i) => (
                <li key={name} class={i + 1 < at ? 'done' : i + 1 === at ? 'now' : undefined} aria-current={i + 1 === at ? 'step' : undefined}>
                    {words.t('bill.rung', { n: i + 1, title: name })}
                </li>
            ))}
        </ol>
    );
}
