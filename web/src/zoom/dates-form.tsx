import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { Field } from '../form/field';
import { useSubmit } from '../form/submit';
import { daysBetween, type Day } from '../time/days';
import { beyond, daysOrWhole, endsOf, MOST_DAYS, searchOf, type Period, type Versus } from '../usage/period';
import { useWords } from '../words/language';

interface DatesFormProps {
    period: Period;
    versus: Versus | null;
    path: string;
    /** the days there can be reads of */
    first: Day;
    last: Day;
    onShow: () => void;
}

/** Two dates, typed or picked; what lies between them is shown by hour, day or month, whichever fits. */
export function DatesForm({ period, versus, path, first, last, onShow }: DatesFormProps) {
    const words = useWords();
    const [, navigate] = useLocation();
    const ends = endsOf(period);
    const [from, setFrom] = useState(ends.from < first ? first : ends.from);
    const [to, setTo] = useState(ends.last > last ? last : ends.last);
    const form = useSubmit<'from' | 'to'>((field) => `dates-${field}`);
    function show(event: Event) {
        event.preventDefault();
        if (from === '' || to === '') {
            form.mend({ [from === '' ? 'from' : 'to']: words.t('zoom.dayMissing') });
            return;
        }
        const chosen = from <= to ? daysOrWhole(from, to) : null;
        if (chosen === null || daysBetween(from, to) >= MOST_DAYS) {
            form.mend({ to: chosen === null ? words.t('zoom.backwards') : words.t('zoom.tooLong', { n: MOST_DAYS }) });
            return;
        }
        const end = beyond(chosen, first, last);
        if (end !== null) {
            form.mend(end === 'before' ? { to: words.t('usage.nothingEarlier', { day: words.day(first, 'year') }) } : { from: words.t('zoom.afterLast', { day: words.day(last, 'year') }) });
            return;
        }
        form.clear();
        onShow();
        navigate(path + searchOf(chosen, versus));
    }
    return (
        <form class="dates no-print" onSubmit={show} noValidate aria-label={words.t('zoom.dates')}>
            <div class="pair flush">
                <Field id="dates-from" type="date" label={words.t('zoom.from')} value={from} onText={setFrom} error={form.errors.from} min={first} max={last} />
                <Field id="dates-to" type="date" label={words.t('zoom.to')} value={to} onText={setTo} error={form.errors.to} min={first} max={last} />
            </div>
            <button type="submit" class="usa-button usa-button--outline">
                {words.t('zoom.show')}
            </button>
        </form>
    );
}
