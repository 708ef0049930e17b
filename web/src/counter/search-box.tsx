import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { useFound } from '../api/counter';
import { useSettled } from '../form/settled';
import { useWords } from '../words/language';
import { nextOf } from './keys';

/** One box for account, name, address or meter. Down goes into what was found, Enter opens the only one, Ctrl+K comes back here. */
export function SearchBox({ first = false }: { first?: boolean }) {
    const words = useWords();
    const [, navigate] = useLocation();
    const [text, setText] = useState('');
    const settled = useSettled(text);
    const found = useFound(settled);
    const box = useRef<HTMLDivElement>(null);
    const input = useRef<HTMLInputElement>(null);
    const asked = settled.trim().length > 1;
    const all = asked ? (found.data ?? []) : [];
    useEffect(() => {
        if (first) {
            input.current?.focus();
        }
        const come = (event: KeyboardEvent) => {
            if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                input.current?.focus();
                input.current?.select();
            }
        };
        addEventListener('keydown', come);
        return () => removeEventListener('keydown', come);
    }, [first]);

    function move(event: KeyboardEvent) {
        const rows = [input.current!, ...box.current!.querySelectorAll<HTMLElement>('a')];
        const next = nextOf(rows.indexOf(document.activeElement as HTMLElement), rows.length, event.key);
        if (event.key === 'Escape') {
            setText('');
            input.current?.focus();
        } else if (next !== null) {
            event.preventDefault();
            rows[next]!.focus();
        }
    }

    return (
        <div class="find" ref={box} onKeyDown={move}>
            <form
                role="search"
                onSubmit={(event) => {
                    event.preventDefault();
                    if (settled === text && all.length === 1) {
                        navigate(`/counter/accounts/${all[0]!.id}`);
                        setText('');
                    }
                }}
            >
                <label class="usa-label" for="q">
                    {words.t('counter.find')}
                </label>
                <input
                    class="usa-input"
                    id="q"
                    type="search"
                    ref={input}
                    autocomplete="off"
                    spellcheck={false}
                    maxLength={80}
                    value={text}
                    onInput={(event) => setText(event.currentTarget.value)}
                    aria-describedby="q-hint"
                    aria-keyshortcuts="Control+K"
                />
                <p class="hint" id="q-hint">
                    {words.t('counter.findHint')}
                </p>
            </form>
            <p role="status" class={asked && (found.data || found.isError) ? 'hint' : 'hidden-text'}>
                {asked && found.isError ? words.t('counter.findFailed') : asked && found.data ? words.t('counter.found', { n: all.length }) : ''}
            </p>
            {all.length > 0 && (
                <table class="usa-table usa-table--borderless dense" id="found">
                    <caption class="hidden-text">{words.t('counter.foundCaption')}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.t('counter.colAccount')}</th>
                            <th scope="col">{words.t('counter.colName')}</th>
                            <th scope="col" class="wide-only">
                                {words.t('counter.colAddress')}
                            </th>
                            <th scope="col" class="amount">
                                {words.t('pay.colOwed')}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {all.map((one) => (
                            <tr key={one.id}>
                                <th scope="row">
                                    <Link class="link" href={`/counter/accounts/${one.id}`} onClick={() => setText('')}>
                                        {one.number}
                                    </Link>
                                </th>
                                <td>{one.name}</td>
                                <td class="wide-only">{one.address}</td>
                                <td class="amount">{one.owedCents < 0 ? words.t('statement.creditOf', { amount: words.money(-one.owedCents) }) : words.money(one.owedCents)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </div>
    );
}
