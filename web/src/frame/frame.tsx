import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import city from '../../city.json';
import { portal, type Account } from '../api/client';
import { signedOut } from '../api/signed-out';
import { dayAt } from '../time/days';
import { languages, useSpeech, useWords } from '../words/language';
import { Rich } from '../words/rich';
import { Arrow, Seal } from './icons';

export interface FrameProps {
    accounts: readonly Account[];
    account: Account | undefined;
    page: 'home' | 'usage' | null;
    children: ComponentChildren;
}

/** What stands around every page once signed in. */
export function Frame({ accounts, account, page, children }: FrameProps) {
    const words = useWords();
    const main = useRef<HTMLElement>(null);
    function skip(event: Event) {
        event.preventDefault();
        main.current?.focus();
        main.current?.scrollIntoView();
    }
    return (
        <>
            <a class="usa-skipnav" href="#main" onClick={skip}>
                {words.t('nav.skip')}
            </a>
            <Header accounts={accounts} account={account} page={page} />
            <main id="main" class="in" tabIndex={-1} ref={main}>
                {children}
            </main>
            <Footer />
        </>
    );
}

function Header({ accounts, account, page }: Omit<FrameProps, 'children'>) {
    const { words, speak } = useSpeech();
    const [open, setOpen] = useState(false);
    const [path] = useLocation();
    const header = useRef<HTMLElement>(null);
    useEffect(() => setOpen(false), [path]);
    function close(event: KeyboardEvent) {
        if (event.key === 'Escape' && open) {
            setOpen(false);
            header.current?.querySelector<HTMLElement>('.menu-button')?.focus();
        }
    }
    const home = account ? `/accounts/${account.id}` : '/';
    return (
        <header class={open ? 'site open' : 'site'} ref={header} onKeyDown={close}>
            <div class="in bar-row">
                <Link class="brand" href={home}>
                    <Seal />
                    <span>
                        <b>{words.t('city.name')}</b> <span class="quiet">{words.t('city.part')}</span>
                    </span>
                </Link>
                <button type="button" class="tool menu-button" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
                    <svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
                        <path class="strokes" d="M0 2h20M0 8h20M0 14h20" />
                    </svg>
                    {words.t('nav.menu')}
                </button>
                <div id="menu" class="menu">
                    <nav aria-label={words.t('nav.main')}>
                        <Link class="place" href={home} aria-current={page === 'home' ? 'page' : undefined}>
                            {words.t('nav.home')}
                        </Link>
                        {account && (
                            <Link class="place" href={`/accounts/${account.id}/usage`} aria-current={page === 'usage' ? 'page' : undefined}>
                                {words.t('nav.usage')}
                            </Link>
                        )}
                    </nav>
                    {accounts.length > 1 && <AccountSwitch accounts={accounts} account={account} />}
                    {Object.entries(languages)
                        .filter(([language]) => language !== words.language)
                        .map(([language, name], i) => (
                            <button key={i} type="button" class="tool" lang={language} onClick={() => speak(language)}>
                                {name}
                            </button>
                        ))}
                    <button type="button" class="tool" onClick={() => void portal.DELETE('/api/session').finally(() => signedOut())}>
                        {words.t('nav.signOut')}
                    </button>
                </div>
            </div>
        </header>
    );
}

function AccountSwitch({ accounts, account }: { accounts: readonly Account[]; account: Account | undefined }) {
    const words = useWords();
    const [open, setOpen] = useState(false);
    const [path] = useLocation();
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => setOpen(false), [path]);
    useEffect(() => {
        const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
        document.addEventListener('pointerdown', outside);
        return () => document.removeEventListener('pointerdown', outside);
    }, []);
    return (
        <div class="accounts" ref={box} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
            <button type="button" class="tool" aria-expanded={open} onClick={() => setOpen(!open)}>
                <span>{account ? (account.address ?? words.t('nav.account', { number: account.number })) : words.t('nav.accounts')}</span>
                <Arrow to="down" />
            </button>
            <ul hidden={!open} aria-label={words.t('nav.accounts')}>
                {accounts.map((other) => (
                    <li key={other.id}>
                        <Link href={`/accounts/${other.id}`} aria-current={other.id === account?.id ? 'true' : undefined}>
                            <b>{other.address ?? other.name}</b>
                            <span class="quiet">
                                {words.t('nav.account', { number: other.number })}
                                {other.to && `, ${words.t('nav.accountUntil', { day: words.day(lastDay(other.to), 'year') })}`}
                            </span>
                        </Link>
                    </li>
                ))}
            </ul>
        </div>
    );
}

/** {@return the last day of a span that ends, exclusively, at this time; its own offset says the local day} */
export function lastDay(to: string): string {
    const offset = /([+-]\d\d:\d\d)$/.exec(to);
    const minutes = offset ? Number(offset[1]!.slice(0, 3)) * 60 + Math.sign(Number(offset[1]!.slice(0, 3))) * Number(offset[1]!.slice(4)) : 0;
    return dayAt(Date.parse(to) - 1 + minutes * 60_000, 'UTC');
}

function Footer() {
    const words = useWords();
    const values = { ...city, hours: words.t('city.hours') };
    return (
        <footer class="foot">
            <div class="in">
                <p>
                    <Rich text={words.t('foot.questions', values)} />
                </p>
                <p>
                    <Rich text={words.t('foot.emergency', values)} />
                </p>
            </div>
        </footer>
    );
}
