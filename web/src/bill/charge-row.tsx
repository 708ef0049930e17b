import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Charge } from '../api/money';
import { Arrow, CommodityIcon } from '../frame/icons';
import { monthWithMost } from '../money/period';
import { useWords } from '../words/language';
import { serviceName } from './change';
import { stepsOf, usedOf } from './steps';

const METERED = new Set(['electricity', 'gas', 'water']);

/** One line of a bill; pressed, it shows how it came about. On paper all are open. */
export function ChargeRow({ account, charge, currency }: { account: string; charge: Charge; currency: string }) {
    const words = useWords();
    const [open, setOpen] = useState(false);
    const name = serviceName(charge.service, words);
    const kind = `charge.kind.${charge.kind}`;
    const title = charge.kind === 'service' ? name : words.has(kind) ? words.t(kind, { service: words.small(name) }) : name;
    const cents = charge.kind === 'credit' ? -Math.abs(charge.amountCents) : charge.amountCents;
    const amount = words.money(cents, currency);
    const used = usedOf(charge, words);
    const id = `charge-${charge.id}`;
    return (
        <li>
            <h3>
                <button type="button" class="charge" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
                    {METERED.has(charge.service) ? <CommodityIcon commodity={charge.service} /> : <Dot />}
                    <span class="of">
                        {title}
                        {charge.basis === 'estimated' && <span class="chip">{words.t('bill.estimated')}</span>}
                    </span>
                    <span class="used quiet">{used}</span>
                    <span class="cost">{amount}</span>
                    <Arrow to={open ? 'up' : 'down'} />
                </button>
            </h3>
            <div class={open ? 'ladder' : 'ladder closed'} id={id}>
                <h4>{words.t(charge.quantity !== null && charge.basis !== 'flat' ? 'bill.fromMeter' : 'bill.howMade', { amount })}</h4>
                <Ladder charge={charge} title={title} amount={amount} currency={currency} />
                {charge.channel !== null && charge.from && charge.to && (
                    <p class="no-print">
                        <Link class="act" href={`/accounts/${account}/usage/${charge.channel}?month=${monthWithMost(charge.from, charge.to)}`}>
                            {words.t('bill.seeUsage', { service: words.small(name), month: words.month(monthWithMost(charge.from, charge.to), 'name') })}
                        </Link>
                    </p>
                )}
            </div>
        </li>
    );
}

function Ladder({ charge, title, amount, currency }: { charge: Charge; title: string; amount: string; currency: string }) {
    const words = useWords();
    const steps = stepsOf(charge, words, currency);
    const several = steps.flatMap((step) => step.rows).length > 1;
    return (
        <ol class="rungs">
            {steps.map((step, at) => (
                <li key={step.title}>
                    <b class="rung">{several ? words.t('bill.rung', { n: at + 1, title: step.title }) : step.title}</b>
                    {step.rows.map((row) => (
                        <span class="rung-row" key={row.text}>
                            <span>{row.text}</span>
                            {row.figure !== null && <b>{row.figure}</b>}
                        </span>
                    ))}
                </li>
            ))}
            {several && (
                <li class="result">
                    <b class="rung">{words.t('bill.rung', { n: steps.length + 1, title: words.t('bill.stepAmount') })}</b>
                    <span class="rung-row">
                        <b>{title}</b>
                        <b>{amount}</b>
                    </span>
                </li>
            )}
        </ol>
    );
}

function Dot() {
    return (
        <svg class="icon none" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
            <circle cx="13" cy="13" r="5" />
        </svg>
    );
}
