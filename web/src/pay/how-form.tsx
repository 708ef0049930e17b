import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { city } from '../words/city';
import type { Balance } from '../api/balance';
import { Refused, type Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { pay, usePreview, type Method, type PaymentWish } from '../api/money';
import { queries } from '../api/queries';
import { Said } from '../form/field';
import { ProofDialog, withProof } from '../form/proof';
import { useSettled } from '../form/settled';
import { useSubmit } from '../form/submit';
import { paperLanguage } from '../money/papers';
import { useWords } from '../words/language';
import { AmountCard } from './amount-card';
import { CheckCard } from './check-card';
import { Effect } from './effect';
import { WayCard } from './way-card';
import { WhenCard } from './when-card';
import { amountOf, centsOf, dayWrong, forgetWish, keyOf, partsOf, tabStorage, type Filled } from './wish';

interface HowFormProps {
    account: Account;
    /** the ones that are paid, as their balances stand */
    accounts: readonly Account[];
    /** whether the login has more than these */
    several: boolean;
    filled: Filled;
    onFill: (filled: Filled) => void;
    balances: readonly Balance[];
    methods: readonly Method[];
    /** the words under which a card or bank account is kept */
    saving: Record<'card' | 'bank', string> | undefined;
    clock: ServerClock;
}

/** How much, by what, and when; beside it what that does and what it costs in all, before anything is pressed. */
export function HowForm({ account, accounts, several, filled, onFill, balances, methods, saving, clock }: HowFormProps) {
    const words = useWords();
    const [, navigate] = useLocation();
    const today = useToday(clock, city.zone);
    const [despite, setDespite] = useState(false);
    const [leaving, setLeaving] = useState(false);
    const form = useSubmit<string>();
    const saved = methods.find((one) => filled.way === `saved:${one.id}`);
    const way = saved ? filled.way : filled.way === 'bank' ? 'bank' : 'card';
    const kind = saved?.kind ?? (way === 'bank' ? 'bank' : 'card');
    const later = filled.when === 'later';
    const parts = partsOf(filled, balances);
    const settled = useSettled(parts);
    const card = usePreview(settled, 'card');
    const bank = usePreview(settled, 'bank');
    const chosen = kind === 'card' ? card : bank;
    const preview = settled === null ? undefined : chosen.data;
    const late = settled !== parts || chosen.isPlaceholderData;
    const collisions = preview?.collisions ?? [];

    useEffect(() => {
        // back from the payment page the browser may show this one as it was left
        const back = () => setLeaving(false);
        addEventListener('pageshow', back);
        return () => removeEventListener('pageshow', back);
    }, []);

    function send(event: Event) {
        event.preventDefault();
        const errors: Record<string, string> = {};
        accounts.forEach((one, at) => {
            const cents = centsOf(amountOf(filled, one.id, balances[at]!), balances[at]!);
            if (typeof cents !== 'number') {
                errors[`amount-${one.id}`] = words.t(cents);
            }
        });
        if (later && !saved) {
            errors['way'] = words.t('pay.laterNeedsSaved');
        }
        const wrongDay = later ? dayWrong(filled.on, today) : null;
        if (wrongDay) {
            errors['on'] = words.t(wrongDay);
        }
        if (collisions.length > 0 && !despite) {
            errors['despite'] = words.t('pay.despiteMissing');
        }
        if (parts === null || Object.keys(errors).length > 0) {
            form.mend(errors);
            return;
        }
        const wish: PaymentWish = { parts, kind, method: saved?.id ?? null, on: later ? filled.on : null, save: !saved && filled.save, despite, language: paperLanguage(words) };
        void form.submit(
            async () => {
                try {
                    const payment = await withProof(() => pay(keyOf(wish, tabStorage(), () => crypto.randomUUID()), wish));
                    if (payment.pageUrl !== null && (payment.state === 'waiting' || payment.state === 'created')) {
                        setLeaving(true);
                        location.assign(payment.pageUrl);
                    } else {
                        forgetWish(payment.id, tabStorage());
                        navigate(`/payments/${payment.id}`);
                    }
                } catch (error) {
                    if (error instanceof Refused && error.code === 'payment-collides') {
                        await queries.invalidateQueries({ queryKey: ['preview'] });
                    }
                    throw error;
                }
            },
            { 'amount-refused': `amount-${accounts[0]!.id}`, 'payment-collides': 'despite' },
        );
    }

    return (
        <form class="two pay" id="pay-form" onSubmit={send} noValidate>
            <div class="stack">
                <Said text={form.said} errors={form.errors} />
                <AmountCard accounts={accounts} filled={filled} balances={balances} onFill={onFill} errors={form.errors} />
                <WayCard methods={methods} saving={saving} way={way} fees={{ card: card.data, bank: bank.data }} filled={filled} later={later} onFill={onFill} error={form.errors['way']} />
                <WhenCard account={account.id} filled={filled} today={today} onFill={onFill} hasSaved={methods.length > 0} error={form.errors['on']} />
                <Effect accounts={accounts} preview={preview} balances={balances} late={late} failed={chosen.isError} asked={settled !== null} kind={kind} />
            </div>
            <CheckCard
                preview={preview}
                currency={balances[0]?.currency ?? 'USD'}
                kind={kind}
                saved={saved}
                on={later ? filled.on : ''}
                accounts={accounts}
                late={late}
                busy={form.busy || leaving}
                despite={despite}
                onDespite={setDespite}
                error={form.errors['despite']}
                back={
                    several
                        ? () => {
                              form.clear();
                              onFill({ ...filled, step: 'what' });
                          }
                        : `/accounts/${account.id}`
                }
            />
            <ProofDialog />
        </form>
    );
}
