import type { Alert, Trial } from '../api/alerts';
import type { Channel } from '../api/client';
import type { Contact } from '../api/profile';
import { parse } from '../words/amounts';
import type { Words } from '../words/words';

/** {@return "water at 14 Alder Street": what an alert watches, as it stands within a sentence} */
export function watched(alert: Pick<Alert, 'channel' | 'commodity'>, channels: readonly Channel[], words: Words): string {
    const channel = channels.find((one) => one.id === alert.channel) ?? channels.find((one) => one.commodity === alert.commodity);
    const service = words.t(`off.${alert.commodity}`);
    return channel?.address ? words.t('alert.watched', { service, place: channel.address }) : service;
}

/** {@return "Tell me when water at 14 Alder Street is above 400 gallons in a day."} */
export function sentence(alert: Pick<Alert, 'channel' | 'commodity' | 'threshold' | 'unit'>, channels: readonly Channel[], words: Words): string {
    return words.t('alert.sentence', { watched: watched(alert, channels, words), amount: words.amount(parse(alert.threshold), alert.unit) });
}

/** {@return how often the alert spoke in the last 12 months} */
export function spoken(alert: Pick<Alert, 'told' | 'lastTold'>, words: Words): string {
    return alert.told === 0 || alert.lastTold === null
        ? words.t('alert.toldNever')
        : words.t('alert.told', { n: alert.told, day: words.day(alert.lastTold, 'weekdayYear') });
}

const NAMED = 4;

/** {@return what the back-test found: first how often, then on which days, newest first} */
export function tried(trial: Trial, words: Words): { lead: string; days: string } {
    if (trial.daysWithReads === 0) {
        return { lead: words.t('trial.noReads'), days: '' };
    }
    const named = trial.days.slice(0, NAMED).map(({ day, value, unit }) => words.t('trial.day', { day: words.day(day), value: words.number(parse(value), unit) }));
    const more = trial.times - named.length;
    const days = [...named.map((text) => `${words.capital(text)}.`), more > 0 && words.t('trial.more', { n: more })].filter(Boolean).join(' ');
    return { lead: words.t('trial.lead', { n: trial.times }), days };
}

/** {@return "Text to your number ending 42": a contact as people know it} */
export function whereTo(contact: Pick<Contact, 'medium' | 'address'>, words: Words): string {
    return contact.medium === 'sms' ? words.t('contact.text', { end: contact.address.slice(-2) }) : contact.address;
}

/** {@return "(555) 010-0142" for a number of ours, else as it is} */
export function shownAddress(contact: Pick<Contact, 'medium' | 'address'>): string {
    const number = contact.medium === 'sms' ? /^\+1(\d{3})(\d{3})(\d{4})$/.exec(contact.address) : null;
    return number ? `(${number[1]})\u00a0${number[2]}-${number[3]}` : contact.address;
}
