import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { Account } from '../api/client';
import { Trouble } from '../frame/notice';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';

const TABS = [
    ['bills', 'bill.tab'],
    ['payments', 'payment.tab'],
    ['statement', 'statement.tab'],
    ['autopay', 'autopay.tab'],
] as const;

/** What stands around the pages about an account's money. */
export function MoneyFrame({ account, at, children }: { account: Account; at: (typeof TABS)[number][0]; children: ComponentChildren }) {
    const words = useWords();
    const title = words.t(`${({ bills: 'bill', payments: 'payment', statement: 'statement', autopay: 'autopay' } as const)[at]}.title`);
    useTitle(title);
    return (
        <div class="middle">
            <nav class="seg" aria-label={words.t('money.title')}>
                {TABS.map(([path, key]) => (
                    <Link key={path} href={`/accounts/${account.id}/${path}`} aria-current={path === at ? 'page' : undefined}>
                        {words.t(key)}
                    </Link>
                ))}
            </nav>
            <h1>{title}</h1>
            <Trouble plain />
            <div class="stack">{children}</div>
        </div>
    );
}
