import { Link } from 'wouter-preact';
import { city } from '../words/city';
import type { Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useBills } from '../api/money';
import { useBalance } from '../api/balance';
import { Arrow } from '../frame/icons';
import { Waiting } from '../frame/part';
import { OweCard, PastDue } from '../home/owe-card';
import { periodName } from '../money/period';
import { MoneyFrame } from '../money/tabs';
import { useWords } from '../words/language';
import { Ageing } from './ageing';
import { billState } from './state';

/** Every bill of an account, newest first, under what is owed now. */
export function BillsPage({ account, clock }: { account: Account; clock: ServerClock }) {
    const words = useWords();
    const bills = useBills(account.id);
    const balance = useBalance(account.id).data;
    const today = useToday(clock, city.zone);
    const all = bills.data?.pages.flatMap((page) => page.bills);
    const currency = balance?.currency ?? 'USD';
    return (
        <MoneyFrame account={account} at="bills">
            {balance && balance.pastDueCents > 0 && <PastDue account={account.id} balance={balance} clock={clock} />}
            <OweCard account={account.id} clock={clock}>
                {balance && <Ageing balance={balance} />}
            </OweCard>
            {!all ? (
                <Waiting failed={bills.isError} />
            ) : all.length === 0 ? null : (
                <>
                    <ul class="card rows" id="bills">
                        {all.map((bill) => (
                            <li key={bill.id}>
                                <Link href={`/accounts/${account.id}/bills/${bill.id}`}>
                                    <b class="what">{words.capital(periodName(bill.from, bill.to, words)).replaceAll('\u00a0', ' ')}</b>
                                    <b class="sum-of">{words.money(bill.totalCents, currency)}</b>
                                    <span class="more quiet">{words.t('bill.sentOn', { day: words.day(bill.issuedOn, bill.issuedOn.slice(0, 4) === today.slice(0, 4) ? 'date' : 'year') })}</span>
                                    <span class={bill.state === 'past-due' ? 'where warn' : 'where quiet'}>{billState(bill, words, currency)}</span>
                                    <Arrow to="right" />
                                </Link>
                            </li>
                        ))}
                    </ul>
                    {bills.hasNextPage && (
                        <p>
                            <button type="button" class="usa-button usa-button--outline" aria-disabled={bills.isFetchingNextPage} onClick={() => void bills.fetchNextPage()}>
                                {words.t('money.older')}
                            </button>
                        </p>
                    )}
                </>
            )}
        </MoneyFrame>
    );
}
