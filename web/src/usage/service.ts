import type { Channel } from '../api/client';
import type { Words } from '../words/words';

/** What a customer calls a service: one channel, and what goes back to the grid beside it. */
export interface Service {
    main: Channel;
    back: Channel | null;
}

/** {@return the services in the portal's order; counters without intervals are left out, they are not usage yet} */
export function servicesOf(channels: readonly Channel[]): Service[] {
    const intervals = channels.filter((channel) => channel.kind === 'delta' && channel.length !== 'irregular');
    const mains = intervals.filter((channel) => channel.flow === 'delivered' || !intervals.some((other) => other.flow === 'delivered' && besides(channel, other)));
    return mains.map((main) => ({
        main,
        back: main.flow === 'delivered' ? (intervals.find((other) => other.flow === 'received' && besides(main, other)) ?? null) : null,
    }));
}

function besides(one: Channel, other: Channel): boolean {
    const end = (channel: Channel) => (channel.to === null ? Infinity : Date.parse(channel.to));
    return (
        one.usagePoint === other.usagePoint &&
        one.quantity === other.quantity &&
        one.unit === other.unit &&
        Date.parse(one.from) < end(other) &&
        Date.parse(other.from) < end(one)
    );
}

/** {@return "Water", or with its place, end or unit where an account has several} */
export function serviceName(service: Service, all: readonly Service[], words: Words): string {
    const name = words.t(`commodity.${service.main.commodity}`);
    const alike = all.filter((other) => other.main.commodity === service.main.commodity);
    const tellsApart = (key: (other: Service) => string | null) => new Set(alike.map(key)).size === alike.length && key(service) !== null;
    if (alike.length === 1) {
        return name;
    }
    const address = (other: Service) => other.main.address;
    const unit = (other: Service) => words.unit(other.main.unit);
    const place = tellsApart(address) ? address(service)! : tellsApart(unit) ? unit(service) : service.main.id;
    return words.t('service.at', { service: name, place });
}

export function isRunning(service: Service, now: number): boolean {
    return service.main.to === null || Date.parse(service.main.to) > now;
}
