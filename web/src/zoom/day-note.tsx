import { useEffect, useRef, useState } from 'preact/hooks';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import type { Note } from '../api/notes';
import type { Day } from '../time/days';
import { useWords } from '../words/language';
import { BesideButtons } from './beside-buttons';
import { notesSaid, pinNote, takeNoteAway } from './notes';

interface DayNoteProps {
    account: string;
    channel: string;
    /** the day that is chosen; null: none a note can be pinned to */
    day: Day | null;
    notes: readonly Note[];
}

const ID = 'note-text';

/** The way to a note from the chosen day, and the form. Once open it keeps its day, whatever the pointer passes. */
export function DayNote({ account, channel, day, notes }: DayNoteProps) {
    const words = useWords();
    const [open, setOpen] = useState<Day | null>(null);
    const [said, setSaid] = useState<{ day: Day; text: string } | null>(null);
    const opener = useRef<HTMLButtonElement>(null);
    const of = (which: Day) => notes.find((note) => note.day === which);

    function close(text: string | null) {
        setSaid(text === null || open === null ? null : { day: open, text });
        setOpen(null);
        requestAnimationFrame(() => opener.current?.focus());
    }

    const shown = open ?? day;
    return (
        <>
            {shown !== null && (
                <button
                    ref={opener}
                    type="button"
                    class="act plain"
                    aria-expanded={open !== null}
                    aria-controls="day-note"
                    onClick={() => {
                        setSaid(null);
                        setOpen(open === null ? shown : null);
                    }}
                >
                    {words.t(of(shown) ? 'note.change' : 'note.add')}
                </button>
            )}
            <span role="status" class="note-said">
                {said !== null && said.day === day && said.text}
            </span>
            <div id="day-note" hidden={open === null}>
                {open !== null && <NoteForm key={open} account={account} channel={channel} day={open} before={of(open)?.text ?? null} onEnd={close} />}
            </div>
        </>
    );
}

interface NoteFormProps {
    account: string;
    channel: string;
    day: Day;
    before: string | null;
    /** @param said what was done; null: nothing */
    onEnd: (said: string | null) => void;
}

function NoteForm({ account, channel, day, before, onEnd }: NoteFormProps) {
    const words = useWords();
    const [text, setText] = useState(before ?? '');
    const form = useSubmit<'text'>(() => ID);
    useEffect(() => document.getElementById(ID)?.focus(), []);

    function save(event: Event) {
        event.preventDefault();
        if (text.trim() === '') {
            form.mend({ text: words.t('note.missing') });
            return;
        }
        void form.submit(
            async () => {
                await pinNote(account, channel, day, text.trim());
                onEnd(words.t('note.saved'));
            },
            { 'malformed-request': 'text', 'note-day-refused': 'text' },
        );
    }

    function takeAway() {
        void form.submit(async () => {
            await takeNoteAway(account, channel, day);
            onEnd(words.t('note.gone'));
        });
    }

    return (
        <form class="beside-form no-print" onSubmit={save} noValidate aria-label={words.t('note.of', { day: words.day(day) })} onKeyDown={(event) => event.key === 'Escape' && onEnd(null)}>
            <Said text={form.said} />
            <Field id={ID} label={words.t('note.of', { day: words.day(day) })} hint={words.t('note.hint')} error={form.errors.text} value={text} onText={setText} maxLength={200} autocomplete="off" />
            <BesideButtons save={words.t('note.save')} takeAway={words.t('note.takeAway')} busy={form.busy} onTakeAway={before === null ? null : takeAway} onCancel={() => onEnd(null)} />
        </form>
    );
}

/** The notes of what is shown, as a part of its summary. */
export function NotesSaid({ notes }: { notes: readonly Note[] }) {
    const words = useWords();
    const { lead, each } = notesSaid(notes, words);
    return (
        <div class="notes-said">
            <p>{lead}</p>
            <ul>
                {each.map(({ day, text }) => (
                    <li key={day}>
                        <b>{day}:</b> {text}
                    </li>
                ))}
            </ul>
        </div>
    );
}
