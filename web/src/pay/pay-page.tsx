import { useEffect, useRef } from 'preact/hooks';
import { useQueries } from '@tanstack/preact-query';
import { useSearch } from 'wouter-preact';
import type { Account } from '../api/client';
import type { ServerClock } from '../api/clock';
import { balanceQuery } from '../api/balance';
import { useMethods } from '../api/money';
import { useKept } from '../form/kept';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';
import { HowForm } from './how-form';
import { Steps } from './steps';
import { WhatForm } from './what-form';
import { firstFilled, type Filled } from './wish';

interface PayPageProps {
    account: Account;
    accounts: readonly Account[];
    clock: ServerClock;
}

/** Paying in three steps: what, how much and how, and then the payment company's own page. */
export function PayPage({ account, accounts, clock }: PayPageProps) {
    const words = useWords();
    const search = useSearch();
    const [kept, keep] = useKept<Filled>(`pay ${account.id} ${search}`, firstFilled(account.id, accounts.length > 1, new URLSearchParams(search)));
    const title = words.t(kept.step === 'what' ? 'pay.whatTitle' : 'pay.howTitle');
    const heading = useRef<HTMLHeadingElement>(null);
    const before = useRef(kept.step);
    useTitle(title);
    useEffect(() => {
        // a new step begins at its top, as a new page would
        if (before.current !== kept.step) {
            before.current = kept.step;
            scrollTo(0, 0);
            heading.current?.focus({ preventScroll: true });
        }
    }, [kept.step]);
    const chosen = kept.accounts.filter((id) => accounts.some((one) => one.id === id));
    const balances = useQueries({ queries: chosen.map((id) => balanceQuery(id)) });
    const methods = useMethods(words.language);
    const ready = balances.every((one) => one.data !== undefined) && (methods.data !== undefined || methods.isError);
    const saved = methods.data?.methods.find((one) => kept.way === `saved:${one.id}`);
    return (
        <>
            <Steps at={kept.step === 'what' ? 1 : 2} last={saved || kept.way.startsWith('saved:') ? 'done' : kept.way === 'bank' ? 'bank' : 'card'} />
            <h1 class="step-title" ref={heading} tabIndex={-1}>
                {title}
            </h1>
            <Trouble plain />
            {kept.step === 'what' ? (
                <WhatForm accounts={accounts} filled={{ ...kept, accounts: chosen }} onFill={keep} clock={clock} />
            ) : !ready ? (
                <Waiting failed={balances.some((one) => one.isError)} />
            ) : (
                <HowForm
                    account={account}
                    accounts={accounts.filter((one) => chosen.includes(one.id)).toSorted((one, other) => chosen.indexOf(one.id) - chosen.indexOf(other.id))}
                    several={accounts.length > 1}
                    filled={{ ...kept, accounts: chosen }}
                    onFill={keep}
                    balances={balances.map((one) => one.data!)}
                    methods={methods.data?.methods ?? []}
                    saving={methods.data?.authorisations}
                    clock={clock}
                />
            )}
        </>
    );
}
