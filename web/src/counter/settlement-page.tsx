import { useState } from 'preact/hooks';
import { close, useSettlement } from '../api/counter';
import type { Difference } from '../api/money';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';

/** Where the payment company's daily file and our books disagree, the oldest first, until somebody settles it. */
export function SettlementPage() {
    const words = useWords();
    const settlement = useSettlement();
    const [said, setSaid] = useState<string | null>(null);
    const differences = settlement.data?.differences.toSorted((one, other) => other.ageDays - one.ageDays) ?? [];
    useTitle(words.t('settlement.title'));
    return (
        <>
            <h1>{words.t('settlement.title')}</h1>
            <Trouble plain />
            <p role="status" class={said ? 'told' : undefined}>
                {said}
            </p>
            {!settlement.data ? (
                <Waiting failed={settlement.isError} />
            ) : (
                <div class="stack counter">
                    <section class="card" aria-labelledby="differences">
                        <h2 id="differences">{words.t('settlement.differences', { n: differences.length })}</h2>
                        {differences.length === 0 ? (
                            <p>{words.t('settlement.none')}</p>
                        ) : (
                            <ul class="queue">
                                {differences.map((one) => (
                                    <OneDifference key={one.id} difference={one} onDone={() => setSaid(words.t('settlement.closed'))} />
                                ))}
                            </ul>
                        )}
                    </section>
                    <section class="card" aria-labelledby="files">
                        <h2 id="files">{words.t('settlement.files')}</h2>
                        {settlement.data.files.length === 0 ? (
                            <p>{words.t('settlement.noFiles')}</p>
                        ) : (
                            <table class="usa-table usa-table--borderless dense">
                                <caption class="hidden-text">{words.t('settlement.files')}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">{words.t('statement.colDay')}</th>
                                        <th scope="col" class="amount">
                                            {words.t('settlement.colLines')}
                                        </th>
                                        <th scope="col" class="amount">
                                            {words.t('settlement.colGross')}
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {settlement.data.files.map((file) => (
                                        <tr key={`${file.day} ${file.name}`}>
                                            <th scope="row">{words.day(file.day, 'year').replaceAll('\u00a0', ' ')}</th>
                                            <td class="amount">{words.plain(file.lines)}</td>
                                            <td class="amount">{words.money(file.grossCents)}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        )}
                    </section>
                </div>
            )}
        </>
    );
}

function OneDifference({ difference, onDone }: { difference: Difference; onDone: () => void }) {
    const words = useWords();
    const [open, setOpen] = useState(false);
    const [note, setNote] = useState('');
    const form = useSubmit<string>();
    const id = `difference-${difference.id}`;
    const noteId = `note-${difference.id}`;
    const sum = (cents: number | null) => (cents === null ? words.t('settlement.nothing') : words.money(cents));
    function send(event: Event) {
        event.preventDefault();
        if (note.trim() === '') {
            form.mend({ [noteId]: words.t('settlement.noteMissing') });
            return;
        }
        void form.submit(async () => {
            await close(difference.id, note.trim());
            onDone();
        });
    }
    return (
        <li>
            <p id={id}>
                <b>{words.t(`settlement.kind.${difference.kind}`)}</b> {difference.concerns !== 'charge' && words.t(`settlement.concerns.${difference.concerns}`)}
            </p>
            <p>{words.t('settlement.sums', { ours: sum(difference.oursCents), theirs: sum(difference.theirsCents), day: words.day(difference.day, 'date') })}</p>
            <p class="quiet address">{words.t('settlement.age', { n: difference.ageDays, payment: difference.providerPayment })}</p>
            <Said text={form.said} />
            {open ? (
                <form class="inset" onSubmit={send} noValidate>
                    <Field id={noteId} label={words.t('settlement.note')} autocomplete="off" maxLength={500} value={note} onText={setNote} error={form.errors[noteId]} />
                    <div class="buttons">
                        <button type="submit" class="usa-button" aria-disabled={form.busy}>
                            {words.t('settlement.close')}
                        </button>
                        <button type="button" class="usa-button usa-button--outline" onClick={() => setOpen(false)}>
                            {words.t('form.cancel')}
                        </button>
                    </div>
                </form>
            ) : (
                <button type="button" class="act plain" aria-describedby={id} onClick={() => setOpen(true)}>
                    {words.t('settlement.close')}
                </button>
            )}
        </li>
    );
}
