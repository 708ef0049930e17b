import { useWords } from '../words/language';

interface BesideButtonsProps {
    save: string;
    takeAway: string;
    busy: boolean;
    /** null where there is nothing yet that could be taken away */
    onTakeAway: (() => void) | null;
    onCancel: () => void;
}

/** The ends of a short form that opens beside what it changes. */
export function BesideButtons({ save, takeAway, busy, onTakeAway, onCancel }: BesideButtonsProps) {
    const words = useWords();
    return (
        <div class="buttons">
            <button type="submit" class="usa-button" aria-disabled={busy}>
                {save}
            </button>
            {onTakeAway && (
                <button type="button" class="usa-button usa-button--outline" onClick={onTakeAway}>
                    {takeAway}
                </button>
            )}
            <button type="button" class="act plain" onClick={onCancel}>
                {words.t('form.cancel')}
            </button>
        </div>
    );
}
