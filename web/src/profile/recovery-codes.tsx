import { useState } from 'preact/hooks';
import { useWords } from '../words/language';

/** Shown once, since we keep only their fingerprints: to be copied or printed now. */
export function RecoveryCodes({ codes, email, onDone }: { codes: readonly string[]; email: string; onDone: () => void }) {
    const words = useWords();
    const [copied, setCopied] = useState<boolean | null>(null);
    return (
        <div class="recovery">
            <h3>{words.t('recovery.title')}</h3>
            <p>{words.t('recovery.text')}</p>
            <p class="print-only">
                {`${words.t('city.name')} ${words.t('city.part')}`.trim()}, {email}
            </p>
            <ul class="codes">
                {codes.map((code) => (
                    <li key={code}>
                        <code>{code}</code>
                    </li>
                ))}
            </ul>
            <div class="buttons">
                <button
                    type="button"
                    class="usa-button usa-button--outline"
                    onClick={() => {
                        navigator.clipboard.writeText(codes.join('\n')).then(
                            () => setCopied(true),
                            () => setCopied(false),
                        );
                    }}
                >
                    {words.t('recovery.copy')}
                </button>
                <button type="button" class="usa-button usa-button--outline" onClick={() => print()}>
                    {words.t('recovery.print')}
                </button>
                <button type="button" class="usa-button" onClick={onDone}>
                    {words.t('recovery.done')}
                </button>
            </div>
            <p role="status">{copied !== null && words.t(copied ? 'recovery.copied' : 'recovery.notCopied')}</p>
        </div>
    );
}
