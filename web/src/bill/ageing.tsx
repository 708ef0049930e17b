import type { Balance } from '../api/balance';
import { useWords } from '../words/language';

/** How long what is past due has been so; nothing while nothing is. */
export function Ageing({ balance }: { balance: Balance }) {
    const words = useWords();
    const aged = balance.ageing.filter((bucket) => bucket.cents > 0);
    if (balance.pastDueCents === 0 || aged.length === 0) {
        return null;
    }
    return (
        <dl class="sums">
            {aged.map(({ from, to, cents }) => (
                <div key={from}>
                    <dt>{from === 0 ? words.t('bill.agedNotYet') : to === null ? words.t('bill.agedOver', { from: from - 1 }) : words.t('bill.aged', { from, to })}</dt>
                    <dd>{words.money(cents, balance.currency)}</dd>
                </div>
            ))}
        </dl>
    );
}
