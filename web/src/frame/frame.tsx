import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { useQuery } from '@tanstack/preact-query';
import { portal, type Account } from '../api/client';
import { sessionQuery } from '../api/queries';
import { signedOut } from '../api/signed-out';
import { dayAt } from '../time/days';
import { languages, useSpeech, useWords } from '../words/language';
import { Rich } from '../words/rich';
import { Arrow, Seal } from './icons';
import { LastSeen } from './last-seen';
import { usePhone } from './notice';

/** Which word of the navigation the page stands under. */
export type Place = 'home' | 'usage' | 'bills' | 'alerts' | 'profile' | 'counter' | null;

export interface FrameProps {
    accounts: readonly Account[];
    account: Account | undefined;
    place: Place;
    /** where one of the utility's own people may go instead */
    desks?: { href: string; text: string; here: boolean }[];
    children: ComponentChildren;
}

/** What stands around every page once signed in. */
export function Frame({ accounts, account, place, desks, children }: FrameProps) {
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
            <Header accounts={accounts} account={account} place={place} {...(desks && { desks })} />
            <main id="main" class="in" tabIndex={-1} ref={main}>
                <LastSeen />
                {children}
            </main>
            <Footer />
        </>
    );
}

function Header({ accounts, account, place, desks }: Omit<FrameProps, 'children'>) {
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
    const home = desks ? '/counter' : account ? `/accounts/${account.id}` : '/';
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
                        {desks?.map((desk) => (
                            <Link key={desk.href} class="place" href={desk.href} aria-current={desk.here ? 'page' : undefined}>
                                {desk.text}
                            </Link>
                        )) ?? (
                            <Link class="place" href={home} aria-current={place === 'home' ? 'page' : undefined}>
                                {words.t('nav.home')}
                            </Link>
                        )}
                        {account && (
                            <Link class="place" href={`/accounts/${account.id}/usage`} aria-current={place === 'usage' ? 'page' : undefined}>
                                {words.t('nav.usage')}
                            </Link>
                        )}
                        {account && (
                            <Link class="place" href={`/accounts/${account.id}/bills`} aria-current={place === 'bills' ? 'page' : undefined}>
                                {words.t('nav.bills')}
                            </Link>
                        )}
                        {account && (
                            <Link class="place" href={`/accounts/${account.id}/alerts`} aria-current={place === 'alerts' ? 'page' : undefined}>
                                {words.t('nav.alerts')}
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
                    <ProfileMenu here={place === 'profile'} />
                </div>
            </div>
        </header>
    );
}

function AccountSwitch({ accounts, account }: { accounts: readonly Account[]; account: Account | undefined }) {
    const words = useWords();
    const { open, box, turn, close } = useMenu();
    const button = useRef<HTMLButtonElement>(null);
    return (
        <div class="accounts" ref={box} onKeyDown={(event) => event.key === 'Escape' && close(() => button.current?.focus())}>
            <button type="button" class="tool" ref={button} aria-expanded={open} onClick={turn}>
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

/** Everything about the one who is signed in, and the way out. */
function ProfileMenu({ here }: { here: boolean }) {
    const words = useWords();
    const menu = useMenu();
    const email = useQuery(sessionQuery).data?.email;
    const button = useRef<HTMLButtonElement>(null);
    return (
        <div class="accounts" ref={menu.box} onKeyDown={(event) => event.key === 'Escape' && menu.close(() => button.current?.focus())}>
            <button type="button" class={here ? 'tool here' : 'tool'} ref={button} aria-expanded={menu.open} onClick={menu.turn}>
                <span>{words.t('nav.you')}</span>
                <Arrow to="down" />
            </button>
            <ul hidden={!menu.open} aria-label={words.t('nav.you')}>
                {email && (
                    <li class="who quiet">
                        {words.t('nav.signedIn')} <b>{email}</b>
                    </li>
                )}
                {(
                    [
                        ['', 'profile.you'],
                        ['/contacts', 'profile.contacts'],
                        ['/security', 'profile.security'],
                        ['/methods', 'profile.methods'],
                        ['/write', 'write.title'],
                    ] as const
                ).map(([path, key]) => (
                    <li key={path}>
                        <Link href={`/profile${path}`}>{words.t(key)}</Link>
                    </li>
                ))}
                <li>
                    <button type="button" onClick={() => void portal.DELETE('/api/session').finally(() => signedOut())}>
                        {words.t('nav.signOut')}
                    </button>
                </li>
            </ul>
        </div>
    );
}

/** A list behind a button: closed by Escape, by a press elsewhere, and by going to another page. */
function useMenu() {
    const [open, setOpen] = useState(false);
    const [path] = useLocation();
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => setOpen(false), [path]);
    useEffect(() => {
        const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
        document.addEventListener('pointerdown', outside);
        return () => document.removeEventListener('pointerdown', outside);
    }, []);
    return {
        open,
        box,
        turn: () => setOpen(!open),
        close: (then: () => void) => {
            if (open) {
                setOpen(false);
                then();
            }
        },
    };
}

/** {@return the last day of a span that ends, exclusively, at this time; its own offset says the local day} */
export function lastDay(to: string): string {
    const offset = /([+-]\d\d:\d\d)$/.exec(to);
    const minutes = offset ? Number(offset[1]!.slice(0, 3)) * 60 + Math.sign(Number(offset[1]!.slice(0, 3))) * Number(offset[1]!.slice(4)) : 0;
    return dayAt(Date.parse(to) - 1 + minutes * 60_000, 'UTC');
}

function Footer() {
    const words = useWords();
    const values = usePhone();
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
