import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useQuery } from '@tanstack/preact-query';
import { answer, done, portal, type Channel } from '../api/client';
import { ASIDE, queries } from '../api/queries';
import { Hatch } from '../chart/bar-chart';
import { Field, Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { NotLoaded } from '../frame/part';
import type { Day } from '../time/days';
import { typed } from '../words/amounts';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { BesideButtons } from './beside-buttons';
import { cycleBar, cycleWords, type Cycle } from './cycle';

interface CycleCardProps {
    account: string;
    channel: Channel;
    today: Day;
}

/** The running billing cycle: how much so far, against the customer's goal, and what it will come to. */
export function CycleCard({ account, channel, today }: CycleCardProps) {
    const words = useWords();
    const at = { account, channel: channel.id };
    // asked again with the usage it is made of
    const cycle = useQuery({
        queryKey: ['usage', account, channel.usagePoint, channel.id, 'cycle'],
        meta: ASIDE,
        queryFn: () => answer(portal.GET('/api/accounts/{account}/channels/{channel}/cycle', { params: { path: at } })),
    });
    const again = () => queries.invalidateQueries({ queryKey: ['usage', account, channel.usagePoint, channel.id, 'cycle'] });
    const said = cycle.data && cycleWords(cycle.data, today, words);
    return (
        <section class={`cycle ${channel.commodity}`} aria-labelledby="cycle" aria-busy={!cycle.data && !cycle.isError}>
            <h2 id="cycle">{said?.title ?? words.t('cycle.title')}</h2>
            {cycle.data && said ? (
                <>
                    <p class="lead">
                        <Rich text={said.lead} />
                    </p>
                    <Drawn cycle={cycle.data} />
                    {said.rest.map((text) => (
                        <p key={text}>
                            <Rich text={text} />
                        </p>
                    ))}
                    <GoalPart {...at} unit={channel.unit} goal={cycle.data.goal} onChange={again} />
                </>
            ) : cycle.isError ? (
                <NotLoaded heading={false} />
            ) : (
                <div class="sunk tall" />
            )}
        </section>
    );
}

/** What the sentences beside it say, so that only eyes need it. */
function Drawn({ cycle }: { cycle: Cycle }) {
    const words = useWords();
    const hatch = useId();
    const { used, forecast, goal } = cycleBar(cycle);
    return (
        <div class="cycle-drawn" aria-hidden="true">
            <svg width="100%" height="40">
                <Hatch id={hatch} series="up" />
                {forecast !== null && <rect class="bar up estimated" fill={`url(#${hatch})`} x={`${used}%`} y="9" width={`${Math.round((forecast - used) * 10) / 10}%`} height="22" />}
                <rect class="bar up" x="0" y="9" width={`${used}%`} height="22" />
                <line class="zero" x1="0" x2="100%" y1="31.5" y2="31.5" />
                {goal !== null && (
                    <>
                        <line class="threshold-halo" x1={`${goal}%`} x2={`${goal}%`} y1="2" y2="38" />
                        <line class="threshold" x1={`${goal}%`} x2={`${goal}%`} y1="2" y2="38" />
                    </>
                )}
            </svg>
            <ul class="legend">
                <li>
                    <svg width="13" height="16" viewBox="0 0 13 16">
                        <rect class="bar up" x="1" y="1" width="11" height="14" rx="2" />
                    </svg>
                    {words.t('cycle.keySoFar')}
                </li>
                {forecast !== null && (
                    <li>
                        <svg width="13" height="16" viewBox="0 0 13 16">
                            <rect class="bar up estimated" fill={`url(#${hatch})`} x="1" y="1" width="11" height="14" rx="2" />
                        </svg>
                        {words.t('cycle.keyForecast')}
                    </li>
                )}
                {goal !== null && (
                    <li>
                        <svg width="8" height="16" viewBox="0 0 8 16">
                            <line class="threshold" x1="4" x2="4" y1="0" y2="16" />
                        </svg>
                        {words.t('cycle.keyGoal')}
                    </li>
                )}
            </ul>
        </div>
    );
}

interface GoalPartProps {
    account: string;
    channel: string;
    unit: string;
    goal: Cycle['goal'];
    onChange: () => Promise<void>;
}

const ID = 'goal-amount';

/** Sets, changes and takes away the goal. */
function GoalPart({ account, channel, unit, goal, onChange }: GoalPartProps) {
    const words = useWords();
    const [open, setOpen] = useState(false);
    const [said, setSaid] = useState<string | null>(null);
    const opener = useRef<HTMLButtonElement>(null);

    function close(text: string | null) {
        setSaid(text);
        setOpen(false);
        requestAnimationFrame(() => opener.current?.focus());
    }

    return (
        <div class="no-print">
            <button
                ref={opener}
                type="button"
                class="act plain"
                aria-expanded={open}
                aria-controls="goal"
                onClick={() => {
                    setSaid(null);
                    setOpen(!open);
                }}
            >
                {words.t(goal ? 'goal.change' : 'goal.set')}
            </button>
            <span role="status" class="note-said">
                {said}
            </span>
            <div id="goal" hidden={!open}>
                {open && <GoalForm account={account} channel={channel} unit={goal?.unit ?? unit} before={goal?.amount ?? null} onChange={onChange} onEnd={close} />}
            </div>
        </div>
    );
}

interface GoalFormProps {
    account: string;
    channel: string;
    unit: string;
    before: string | null;
    onChange: () => Promise<void>;
    /** @param said what was done; null: nothing */
    onEnd: (said: string | null) => void;
}

function GoalForm({ account, channel, unit, before, onChange, onEnd }: GoalFormProps) {
    const words = useWords();
    const [text, setText] = useState(before ?? '');
    const form = useSubmit<'amount'>(() => ID);
    const path = { account, channel };
    useEffect(() => document.getElementById(ID)?.focus(), []);

    function save(event: Event) {
        event.preventDefault();
        const amount = typed(text);
        if (amount === null || amount === '0') {
            form.mend({ amount: words.t('goal.missing') });
            return;
        }
        void form.submit(
            async () => {
                await answer(portal.PUT('/api/accounts/{account}/channels/{channel}/goal', { params: { path }, body: { amount, unit } }));
                await onChange();
                onEnd(words.t('goal.saved'));
            },
            { 'goal-out-of-range': 'amount', 'malformed-request': 'amount' },
        );
    }

    function takeAway() {
        void form.submit(async () => {
            await done(portal.DELETE('/api/accounts/{account}/channels/{channel}/goal', { params: { path } }));
            await onChange();
            onEnd(words.t('goal.gone'));
        });
    }

    return (
        <form class="beside-form" onSubmit={save} noValidate aria-label={words.t('goal.form')} onKeyDown={(event) => event.key === 'Escape' && onEnd(null)}>
            <Said text={form.said} />
            <Field id={ID} label={words.t('goal.amount', { unit: words.unit(unit) })} hint={words.t('goal.hint')} error={form.errors.amount} value={text} onText={setText} inputMode="decimal" maxLength={16} autocomplete="off" />
            <BesideButtons save={words.t('goal.save')} takeAway={words.t('goal.takeAway')} busy={form.busy} onTakeAway={before === null ? null : takeAway} onCancel={() => onEnd(null)} />
        </form>
    );
}
