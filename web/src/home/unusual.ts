import type { Finding } from '../api/client';
import { dayAt } from '../time/days';
import type { Service } from '../usage/service';
import { parse } from '../words/amounts';
import { clockAt } from '../words/spans';
import type { Words } from '../words/words';

/** {@return what is unusual of the service, or of what it sends back} */
export function findingOf({ main, back }: Service, findings: readonly Finding[]): Finding | undefined {
    return findings.find(({ channel }) => channel === main.id || channel === back?.id);
}

/** {@return the services, those with something unusual first, in the portal's order of what matters} */
export function unusualFirst(services: readonly Service[], findings: readonly Finding[]): Service[] {
    const place = (service: Service) => {
        const finding = findingOf(service, findings);
        return finding ? findings.indexOf(finding) : findings.length;
    };
    return services.toSorted((one, other) => place(one) - place(other));
}

/** {@return what is unusual, in a sentence or two} */
export function unusualWords({ kind, from, unit, value, usual }: Finding, zone: string, words: Words): string {
    const day = dayAt(Date.parse(from), zone);
    switch (kind) {
        case 'running':
            return words.t('unusual.running', { amount: words.amount(parse(value!), unit) });
        case 'high':
            return words.t('unusual.high', { amount: words.amount(parse(value!), unit), weekday: words.weekday(day), usual: words.amount(parse(usual!), unit) });
        case 'late':
            return words.t('unusual.late', { when: `${words.day(day)}, ${clockAt(Date.parse(from), zone, words)}` });
    }
}
