import { expect, test } from 'vitest';
import type { Channel } from '../api/client';
import { english } from '../words/spoken';
import { serviceName, servicesOf } from './service';

const channel = (more: Partial<Channel>): Channel => ({
    id: '1',
    usagePoint: '1',
    commodity: 'electricity',
    quantity: 'energy',
    flow: 'delivered',
    kind: 'delta',
    unit: 'kWh',
    length: 'PT15M',
    zone: 'America/New_York',
    address: '14 Alder Street',
    from: '2025-10-01T00:00-04:00',
    to: null,
    completeThrough: null,
    station: null,
    ...more,
});

test('a solar home is one service with two directions', () => {
    const services = servicesOf([channel({ id: '1' }), channel({ id: '2', flow: 'received' }), channel({ id: '3', flow: 'net' })]);

    expect(services.map(({ main, back }) => [main.id, back?.id])).toEqual([['1', '2']]);
});

test('what is sent from another place is a service of its own', () => {
    const services = servicesOf([channel({ id: '1' }), channel({ id: '2', flow: 'received', usagePoint: '9' })]);

    expect(services.map(({ main, back }) => [main.id, back])).toEqual([['1', null], ['2', null]]);
});

test('counters are not usage', () => {
    expect(servicesOf([channel({ kind: 'register', length: 'irregular' })])).toEqual([]);
});

test('two of a kind are told apart by place, else by unit', () => {
    const places = servicesOf([channel({ id: '1' }), channel({ id: '2', usagePoint: '2', address: '9 Elm Court' })]);
    const units = servicesOf([channel({ id: '1' }), channel({ id: '2', quantity: 'reactive', unit: 'kvarh' })]);

    expect(places.map((service) => serviceName(service, places, english))).toEqual(['Electricity, 14 Alder Street', 'Electricity, 9 Elm Court']);
    expect(units.map((service) => serviceName(service, units, english))).toEqual(['Electricity, kWh', 'Electricity, kvarh']);
    expect(serviceName(places[0]!, [places[0]!], english)).toBe('Electricity');
});
