import { expect, test } from 'vitest';
import type { Channel, Finding } from '../api/client';
import type { Service } from '../usage/service';
import { english, plain, spanish } from '../words/spoken';
import { findingOf, unusualFirst, unusualWords } from './unusual';

const service = (id: string, back: string | null = null): Service => ({ main: { id } as Channel, back: back === null ? null : ({ id: back } as Channel) });
const finding = (channel: string, kind: Finding['kind'], more: Partial<Finding> = {}): Finding => ({ channel, kind, from: '2026-11-20T00:00-05:00', to: '2026-11-21T00:00-05:00', unit: 'gal', value: '38.2', usual: null, ...more });
const zone = 'America/New_York';

test('services with something unusual stand first, what matters most before the others', () => {
    const services = [service('1'), service('2', '9'), service('3'), service('4')];
    const findings = [finding('4', 'running'), finding('9', 'high')];

    expect(unusualFirst(services, findings).map(({ main }) => main.id)).toEqual(['4', '2', '1', '3']);
    expect(unusualFirst(services, []).map(({ main }) => main.id)).toEqual(['1', '2', '3', '4']);
    expect(findingOf(services[0]!, findings)).toBeUndefined();
});

test('what is unusual is said in a sentence from the data', () => {
    const said = (one: Finding, words = english) => plain(unusualWords(one, zone, words));
    const high = finding('3', 'high', { unit: 'kWh', value: '71.4', usual: '28.625' });

    expect(said(finding('4', 'running'))).toBe('<b>Water has not stopped in 24 hours:</b> at least 38 gallons in each of them. That may be a leak.');
    expect(said(high)).toBe('<b>Much for a Friday:</b> you used 71.4 kWh yesterday. In recent weeks a Friday was about 28.6 kWh.');
    expect(said(high, spanish)).toBe('<b>Mucho para un viernes:</b> ayer usó 71.4 kWh. En las últimas semanas, un viernes fue de cerca de 28.6 kWh.');
    expect(said(finding('5', 'late', { from: '2026-11-20T06:00-05:00', value: null }))).toBe('<b>These reads are later than usual.</b> They are in through Friday, November 20, 6 am. They still count when they come.');
});
