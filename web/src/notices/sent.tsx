import type { Evaluation } from '../api/notices';
import { useWords } from '../words/language';
import { lengthOf } from './reads';
import { stateWords, wayOf } from './states';

/** The very words that were sent, per medium; where several got the same, once. */
export function Sent({ evaluation }: { evaluation: Evaluation }) {
    const words = useWords();
    const { notices } = evaluation;
    if (notices.length === 0) {
        return <p>{words.t('why.nothingSent')}</p>;
    }
    return (
        <>
            {notices.map((notice) => {
                const attempt = notice.attempts.at(-1);
                return (
                    <div key={notice.id} class="message">
                        <h3>{words.capital(wayOf(notice, words))}</h3>
                        {attempt ? (
                            <>
                                {attempt.subject && <p class="b">{attempt.subject}</p>}
                                <p class={notice.medium === 'sms' ? 'bubble' : 'bubble mail'}>{attempt.body}</p>
                                {notice.medium === 'sms' && <p class="quiet">{words.t('why.length', { n: lengthOf(attempt.body) })}</p>}
                                <Provider attempts={notice.attempts.map(({ answer }) => answer)} />
                            </>
                        ) : (
                            <p>{stateWords(notice, words)}</p>
                        )}
                    </div>
                );
            })}
        </>
    );
}

/** What the provider answered, to the letter: for the one who asks us by telephone. */
function Provider({ attempts }: { attempts: readonly string[] }) {
    const words = useWords();
    return (
        <details>
            <summary>{words.t('why.provider')}</summary>
            <ul>
                {attempts.map((answer, i) => (
                    <li key={i}>
                        <code>{answer}</code>
                    </li>
                ))}
            </ul>
        </details>
    );
}
