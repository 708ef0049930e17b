import { useState } from 'preact/hooks';
import { Link, useLocation, useSearch } from 'wouter-preact';
import { saveAlert, useAlerts, type Alert, type AlertWish } from '../api/alerts';
import type { Account, Channel } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { changeContact, useContacts, type Contact } from '../api/profile';
import { useChannels } from '../api/queries';
import { FieldError, Said, Tick, described } from '../form/field';
import { useKept } from '../form/kept';
import { ProofDialog } from '../form/proof';
import { useSubmit } from '../form/submit';
import { Arrow } from '../frame/icons';
import { NotFound } from '../frame/not-found';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { isDay, monthOf } from '../time/days';
import { serviceName, servicesOf } from '../usage/service';
import { decimal, parse, typed } from '../words/amounts';
import { useWords } from '../words/language';
import type { Words } from '../words/words';
import { SendTo } from './send-to';
import { TrialCard } from './trial';

interface AlertPageProps {
    account: Account;
    clock: ServerClock;
    /** the alert to change; none: a new one */
    id: string | null;
}

/** One alert as a sentence to fill in, what it would have said, and whom it tells. */
export function AlertPage({ account, clock, id }: AlertPageProps) {
    const words = useWords();
    const channels = useChannels(account.id);
    const alerts = useAlerts(account.id);
    const contacts = useContacts();
    const alert = alerts.data?.find((one) => one.id === id) ?? null;
    const title = words.t(id === null ? 'alert.new' : 'alert.change');
    useTitle(title);
    if (id !== null && alerts.data && !alert) {
        return <NotFound />;
    }
    if (!channels.data || !contacts.data || (id !== null && !alerts.data)) {
        return (
            <>
                <Trouble plain />
                <Waiting failed={channels.isError || contacts.isError || alerts.isError} />
            </>
        );
    }
    const own = channels.data.filter((channel) => channel.kind === 'delta' && channel.length !== 'irregular' && (channel.to === null || channel.id === alert?.channel));
    if (own.length === 0) {
        return (
            <div class="middle">
                <h1>{title}</h1>
                <section class="card">
                    <p>{words.t('alert.noService')}</p>
                </section>
            </div>
        );
    }
    return <AlertForm key={id} account={account} clock={clock} alert={alert} channels={own} contacts={contacts.data} title={title} />;
}

interface AlertFormProps {
    account: Account;
    clock: ServerClock;
    alert: Alert | null;
    channels: Channel[];
    contacts: Contact[];
    title: string;
}

interface Filled {
    what: string;
    above: string;
    estimates: boolean;
    contacts: string[] | null;
}

function AlertForm({ account, clock, alert, channels, contacts, title }: AlertFormProps) {
    const words = useWords();
    const [, navigate] = useLocation();
    const query = new URLSearchParams(useSearch());
    const [kept, keep, forget] = useKept<Filled>(`alert ${account.id} ${alert?.id ?? query.toString()}`, first(alert, query, channels));
    const form = useSubmit<'above' | 'contacts'>();
    const [mayOffer] = useState(() => contacts.filter((contact) => contact.verified && contact.trouble === null));
    const chosen = kept.contacts ?? alert?.contacts ?? offered(mayOffer);
    const channel = channels.find((one) => one.id === kept.what) ?? channels.find((one) => one.commodity === kept.what) ?? channels[0]!;
    const whole = channel.id !== kept.what && kept.what === channel.commodity;
    const unit = alert && (whole || alert.channel === channel.id) ? alert.unit : channel.unit;
    const threshold = typed(kept.above);
    const today = useToday(clock, channel.zone);
    const target = whole ? { commodity: channel.commodity } : { channel: channel.id };
    const wish = threshold === null ? null : { ...target, threshold, unit, countEstimates: kept.estimates };
    const back = backOf(query, account, channel, words);

    function save(event: Event) {
        event.preventDefault();
        const errors = {
            ...(threshold === null && { above: words.t(kept.above.trim() === '' ? 'alert.aboveMissing' : 'alert.aboveWrong') }),
            ...(chosen.length === 0 && { contacts: words.t('alert.contactMissing') }),
        };
        if (wish === null || chosen.length === 0) {
            form.mend(errors);
            return;
        }
        void form.submit(
            async () => {
                for (const contact of contacts.filter((one) => chosen.includes(one.id) && !one.alerts)) {
                    await changeContact(contact.id, { alerts: true });
                }
                const saved = await saveAlert(account.id, alert?.id ?? null, { ...wish, contacts: chosen } as AlertWish);
                forget();
                navigate(`/accounts/${account.id}/alerts?saved=${saved.id}`);
            },
            { 'threshold-out-of-range': 'above', 'unit-does-not-fit': 'above', 'contact-not-verified': 'contacts' },
        );
    }

    const amount = threshold === null ? null : words.amount(parse(threshold), unit);
    return (
        <div class="middle">
            <p>
                <Link class="act light" href={back.href}>
                    <Arrow to="left" /> {back.text}
                </Link>
            </p>
            <h1>{title}</h1>
            <form class="stack" id="alert-form" onSubmit={save} noValidate>
                <Said text={form.said} errors={form.errors} />
                <section class="card">
                    <FieldError id="above" error={form.errors.above} />
                    <p class="fill-in">
                        {words.t('alert.tellMeWhen')}{' '}
                        <Word label={words.t('alert.service')} value={kept.what} options={options(channels, alert, words)} onChange={(what) => keep({ ...kept, what })} />{' '}
                        {words.t('alert.isAbove')}{' '}
                        <span class={form.errors.above ? 'word wrong' : 'word'}>
                            <label class="hidden-text" for="above">
                                {words.t('alert.above', { unit: words.unit(unit) })}
                            </label>
                            <input
                                id="above"
                                type="text"
                                inputMode="decimal"
                                autocomplete="off"
                                size={Math.max(kept.above.length, 3)}
                                maxLength={16}
                                value={kept.above}
                                onInput={(event) => keep({ ...kept, above: event.currentTarget.value })}
                                aria-invalid={form.errors.above ? 'true' : undefined}
                                aria-describedby={described('above', 'once', form.errors.above)}
                            />{' '}
                            <span aria-hidden="true">{words.unit(unit)}</span>
                        </span>{' '}
                        {words.t('alert.inADay')}
                    </p>
                    <p class="hint" id="above-hint">
                        {amount === null ? words.t('alert.onceNoAmount') : words.t('alert.once', { amount })}
                    </p>
                    <Tick id="estimates" checked={kept.estimates} onTick={(estimates) => keep({ ...kept, estimates })}>
                        {words.t('alert.estimates')}
                        <span class="quiet about">{words.t('alert.estimatesHint')}</span>
                    </Tick>
                </section>
            </form>
            <div class="stack after">
                <TrialCard account={account.id} channel={channel} wish={wish} today={today} />
                <SendTo contacts={contacts} chosen={chosen} onChoose={(next) => keep({ ...kept, contacts: next })} error={form.errors.contacts} />
                <div class="buttons">
                    <button type="submit" form="alert-form" class="usa-button" aria-disabled={form.busy}>
                        {words.t(form.busy ? 'form.saving' : 'alert.save')}
                    </button>
                    <Link class="usa-button usa-button--outline" href={back.href} onClick={forget}>
                        {words.t('form.cancel')}
                    </Link>
                </div>
            </div>
            <ProofDialog />
        </div>
    );
}

/** A word of the sentence that can be another. */
function Word({ label, value, options: all, onChange }: { label: string; value: string; options: (readonly [string, string])[]; onChange: (value: string) => void }) {
    return (
        <span class="word">
            <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
                {all.map(([key, name]) => (
                    <option key={key} value={key}>
                        {name}
                    </option>
                ))}
            </select>
            <Arrow to="down" />
        </span>
    );
}

function first(alert: Alert | null, query: URLSearchParams, channels: readonly Channel[]): Filled {
    if (alert) {
        return { what: alert.channel ?? alert.commodity, above: shown(alert.threshold), estimates: alert.countEstimates, contacts: alert.contacts };
    }
    const channel = channels.find((one) => one.id === query.get('channel')) ?? channels.find((one) => one.flow === 'delivered') ?? channels[0]!;
    return { what: channel.id, above: shown(typed(query.get('above') ?? '') ?? ''), estimates: false, contacts: null };
}

function shown(threshold: string): string {
    return threshold === '' ? '' : decimal(parse(threshold));
}

/** {@return who is told unless the customer says otherwise: whoever agreed to alerts, else everyone} */
function offered(contacts: readonly Contact[]): string[] {
    const agreed = contacts.filter((contact) => contact.alerts);
    return (agreed.length > 0 ? agreed : contacts).map((contact) => contact.id);
}

function options(channels: readonly Channel[], alert: Alert | null, words: Words): (readonly [string, string])[] {
    const services = servicesOf(channels);
    const named = services.flatMap((service) => [service.main, ...(service.back ? [service.back] : [])].map((channel) => [channel.id, optionName(channel, serviceName(service, services, words), words)] as const));
    return alert?.channel === null ? [[alert.commodity, words.t('alert.allMeters', { service: words.t(`off.${alert.commodity}`) })], ...named] : named;
}

function optionName(channel: Channel, name: string, words: Words): string {
    if (channel.flow === 'received') {
        return words.t('alert.sentBack');
    }
    return name === words.t(`commodity.${channel.commodity}`) && channel.address ? words.t('alert.watched', { service: words.t(`off.${channel.commodity}`), place: channel.address }) : words.small(name);
}

function backOf(query: URLSearchParams, account: Account, channel: Channel, words: Words): { href: string; text: string } {
    const day = query.get('day');
    if (isDay(day)) {
        return { href: `/accounts/${account.id}/usage/${channel.id}?month=${monthOf(day)}&at=${day}`, text: words.capital(words.day(day)) };
    }
    return { href: `/accounts/${account.id}/alerts`, text: words.t('alerts.title') };
}
