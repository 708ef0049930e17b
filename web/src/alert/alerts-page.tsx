import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import { endAlert, useAlerts, type Alert } from '../api/alerts';
import type { Account, Channel } from '../api/client';
import { useContacts, type Contact } from '../api/profile';
import { useChannels } from '../api/queries';
import { Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { sentence, spoken, whereTo } from './sentence';

/** When will you tell me? Each alert as its sentence. */
export function AlertsPage({ account }: { account: Account }) {
    const words = useWords();
    const alerts = useAlerts(account.id);
    const channels = useChannels(account.id);
    const contacts = useContacts();
    const saved = new URLSearchParams(useSearch()).get('saved');
    const [said, setSaid] = useState<string | null>(null);
    const title = useRef<HTMLHeadingElement>(null);
    useTitle(words.t('alerts.title'));
    const ready = alerts.data && channels.data && contacts.data;
    const news = said ?? (saved && ready && alerts.data.some((one) => one.id === saved) ? words.t('alerts.saved') : null);
    return (
        <div class="middle">
            <div class="top">
                <h1 ref={title} tabIndex={-1}>
                    {words.t('alerts.title')}
                </h1>
                {ready && alerts.data.length > 0 && (
                    <Link class="usa-button" href={`/accounts/${account.id}/alerts/new`}>
                        {words.t('alerts.add')}
                    </Link>
                )}
            </div>
            <Trouble plain />
            <p role="status" class={news ? 'told' : undefined}>
                {news}
            </p>
            {!ready ? (
                <Waiting failed={alerts.isError || channels.isError || contacts.isError} />
            ) : alerts.data.length === 0 ? (
                <section class="card">
                    <h2>{words.t('alerts.none')}</h2>
                    <p>{words.t('alerts.noneText')}</p>
                    <p>{words.t('alerts.noneHow')}</p>
                    <p class="buttons">
                        <Link class="usa-button" href={`/accounts/${account.id}/alerts/new`}>
                            {words.t('alerts.first')}
                        </Link>
                    </p>
                </section>
            ) : (
                <ul class="stack">
                    {alerts.data.map((alert) => (
                        <OneAlert
                            key={alert.id}
                            account={account.id}
                            alert={alert}
                            channels={channels.data}
                            contacts={contacts.data}
                            onEnded={() => {
                                setSaid(words.t('alerts.ended'));
                                title.current?.focus();
                            }}
                        />
                    ))}
                </ul>
            )}
            <p class="below">
                <Link class="act" href={`/accounts/${account.id}/notices`}>
                    {words.t('alerts.sent')}
                </Link>
            </p>
        </div>
    );
}

interface OneAlertProps {
    account: string;
    alert: Alert;
    channels: readonly Channel[];
    contacts: readonly Contact[];
    onEnded: () => void;
}

function OneAlert({ account, alert, channels, contacts, onEnded }: OneAlertProps) {
    const words = useWords();
    const [sure, setSure] = useState(false);
    const form = useSubmit();
    const end = useRef<HTMLButtonElement>(null);
    const sureButton = useRef<HTMLButtonElement>(null);
    useEffect(() => {
        if (sure) {
            sureButton.current?.focus();
        }
    }, [sure]);
    const text = sentence(alert, channels, words);
    const told = contacts.filter((contact) => alert.contacts.includes(contact.id));
    const troubled = told.filter((contact) => contact.trouble !== null || !contact.alerts);
    const id = `alert-${alert.id}`;
    return (
        <li class="card">
            <h2 id={id} class="rule">
                {text}
            </h2>
            <p>
                <Rich text={spoken(alert, words)} />
            </p>
            <p class="quiet">
                {told.length === 0 ? words.t('alerts.toNobody') : words.t('alerts.to', { where: words.list(told.map((contact) => whereTo(contact, words))) })}
                {alert.countEstimates && ` ${words.t('alerts.withEstimates')}`}
            </p>
            {troubled.map((contact) => (
                <p key={contact.id} class="warn">
                    {words.capital(words.t('alerts.trouble', { where: whereTo(contact, words), trouble: words.small(words.t(contact.trouble ? `trouble.${contact.trouble}` : 'trouble.noConsent')) }))}{' '}
                    <Link class="link" href="/profile/contacts">
                        {words.t('trouble.look')}
                    </Link>
                </p>
            ))}
            <Said text={form.said} />
            {sure ? (
                <div class="buttons" role="group" aria-labelledby={`${id}-sure`}>
                    <p id={`${id}-sure`}>
                        <b>{words.t('alerts.sure')}</b>
                    </p>
                    <button
                        type="button"
                        class="usa-button"
                        ref={sureButton}
                        aria-disabled={form.busy}
                        onClick={() =>
                            void form.submit(async () => {
                                await endAlert(account, alert.id);
                                onEnded();
                            })
                        }
                    >
                        {words.t('alerts.endYes')}
                    </button>
                    <button
                        type="button"
                        class="usa-button usa-button--outline"
                        onClick={() => {
                            setSure(false);
                            requestAnimationFrame(() => end.current?.focus());
                        }}
                    >
                        {words.t('alerts.keep')}
                    </button>
                </div>
            ) : (
                <div class="buttons">
                    <Link class="usa-button usa-button--outline" href={`/accounts/${account}/alerts/${alert.id}`} aria-describedby={id}>
                        {words.t('alerts.change')}
                    </Link>
                    <button type="button" class="act plain" ref={end} onClick={() => setSure(true)} aria-describedby={id}>
                        {words.t('alerts.end')}
                    </button>
                </div>
            )}
        </li>
    );
}
