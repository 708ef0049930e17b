import { done, answer, portal } from '../api/client';
import type { Note } from '../api/notes';
import { queries } from '../api/queries';
import type { Bar } from '../chart/bars';
import { monthOf, type Day } from '../time/days';
import type { Width } from '../usage/period';
import type { Words } from '../words/words';

/** More notes than this are counted below the chart; the table has them all. */
const MOST = 5;

export async function pinNote(account: string, channel: string, day: Day, text: string): Promise<void> {
    await answer(portal.PUT('/api/accounts/{account}/channels/{channel}/notes/{day}', { params: { path: { account, channel, day } }, body: { text } }));
    await queries.invalidateQueries({ queryKey: ['notes', account, channel] });
}

export async function takeNoteAway(account: string, channel: string, day: Day): Promise<void> {
    await done(portal.DELETE('/api/accounts/{account}/channels/{channel}/notes/{day}', { params: { path: { account, channel, day } } }));
    await queries.invalidateQueries({ queryKey: ['notes', account, channel] });
}

/** What is noted at a bar. */
export interface Noted {
    /** in a cell of the table: the note as it was written; of a month how many there are */
    cell: string;
    /** as the row above the chart says it */
    said: string;
}

/** {@return what is noted at each bar that has notes, by its key; hours have none, their day has} */
export function notedOf(notes: readonly Note[], bars: readonly Bar[], width: Width, words: Words): ReadonlyMap<string, Noted> {
    if (width === 'hour') {
        return new Map();
    }
    const key = (note: Note) => (width === 'month' ? monthOf(note.day) : note.day);
    const keys = new Set(bars.map((bar) => bar.key));
    const found = new Map<string, Note[]>();
    for (const note of notes) {
        if (keys.has(key(note))) {
            found.set(key(note), [...(found.get(key(note)) ?? []), note]);
        }
    }
    return new Map(
        [...found].map(([at, here]) => {
            const count = words.t('note.count', { n: here.length });
            // the customer's own words stand as they are, and never within a message
            return [at, width === 'month' ? { cell: count, said: `${count}.` } : { cell: here[0]!.text, said: `${words.t('note.yours')}: ${here[0]!.text}` }];
        }),
    );
}

/** {@return the notes below the chart, each with its day; more than a few are only counted} */
export function notesSaid(notes: readonly Note[], words: Words): { lead: string; each: { day: string; text: string }[] } {
    if (notes.length > MOST) {
        return { lead: words.t('note.many', { n: notes.length }), each: [] };
    }
    return { lead: words.t('note.these', { n: notes.length }), each: notes.map((note) => ({ day: words.capital(words.day(note.day)), text: note.text })) };
}
