import type { Day } from '../time/days';
import { addDays } from '../time/days';
import { Field } from '../form/field';
import { useWords } from '../words/language';
import type { Filled } from './wish';

interface WhenCardProps {
    account: string;
    filled: Filled;
    today: Day;
    hasSaved: boolean;
    onFill: (filled: Filled) => void;
    error: string | undefined;
}

/** Now, or on a day ahead. */
export function WhenCard({ filled, today, hasSaved, onFill, error }: WhenCardProps) {
    const words = useWords();
    return (
        <section class="card">
            <fieldset class="usa-fieldset">
                <legend>
                    <h2>{words.t('pay.when')}</h2>
                </legend>
                {(['now', 'later'] as const).map((when) => (
                    <div class="usa-radio" key={when}>
                        <input class="usa-radio__input" type="radio" name="when" id={`when-${when}`} checked={filled.when === when} onChange={() => onFill({ ...filled, when })} />
                        <label class="usa-radio__label" for={`when-${when}`}>
                            {words.t(when === 'now' ? 'pay.now' : 'pay.later')}
                            {when === 'later' && <span class="quiet about">{words.t(hasSaved ? 'pay.laterHint' : 'pay.laterNeeds')}</span>}
                        </label>
                    </div>
                ))}
            </fieldset>
            {filled.when === 'later' && (
                <div class="under-radio">
                    <Field id="on" type="date" label={words.t('pay.day')} min={addDays(today, 1)} value={filled.on} onText={(on) => onFill({ ...filled, on })} error={error} />
                </div>
            )}
        </section>
    );
}
