// A small made-up town for looking at pages without a portal: the same answers every time.
const ZONE = 'America/New_York';
const HOUR = 3_600_000;

const offsetFormat = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, timeZoneName: 'longOffset' });

/** The instant as local ISO time with its offset. */
export function local(instant) {
    const name = offsetFormat.formatToParts(instant).find((part) => part.type === 'timeZoneName').value;
    const offset = name.slice(3) || '+00:00';
    const minutes = (offset[0] === '-' ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
    return new Date(instant + minutes * 60_000).toISOString().slice(0, 16) + offset;
}

function midnight(day) {
    const noon = Date.parse(`${day}T12:00Z`);
    return [4, 5].map((hours) => Date.parse(`${day}T00:00Z`) + hours * HOUR).find((at) => local(at).endsWith(`T00:00-0${(at - Date.parse(`${day}T00:00Z`)) / HOUR}:00`)) ?? noon;
}


function noise(...seed) {
    let hash = 2166136261;
    for (const character of seed.join('|')) {
        hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
    }
    return ((hash >>> 0) % 1000) / 1000;
}

const SHAPES = {
    water: (hour, weekend) => 4 + 14 * bump(hour, weekend ? 9 : 7, 1.5) + 12 * bump(hour, 19, 2.5) + 6 * bump(hour, 13, 2),
    electricity: (hour) => 0.35 + 0.5 * bump(hour, 7, 1.5) + 1.5 * bump(hour, 18.5, 3),
    gas: (hour) => 0.04 + 0.09 * bump(hour, 7, 3) + 0.06 * bump(hour, 20, 4),
    solar: (hour) => 1.7 * bump(hour, 12.5, 3),
};
const bump = (hour, middle, wide) => Math.exp(-(((hour - middle) / wide) ** 2));

const channel = (id, usagePoint, commodity, unit, shape, more = {}) => ({
    id,
    usagePoint,
    commodity,
    quantity: commodity === 'electricity' ? 'energy' : 'volume',
    flow: 'delivered',
    kind: 'delta',
    unit,
    length: commodity === 'electricity' ? 'PT15M' : 'PT1H',
    zone: ZONE,
    address: '14 Alder Street',
    station: commodity === 'gas' ? null : 'RIVERTON',
    from: '2025-10-01T00:00-04:00',
    to: null,
    shape,
    behind: 4,
    ...more,
});

export const accounts = [
    {
        id: '1', number: '4000-1', name: 'Dana Demo', address: '14 Alder Street', from: '2025-10-01T00:00-04:00', to: null,
        channels: [channel('12', '2', 'electricity', 'kWh', 'electricity', { behind: 0.3 }), channel('11', '1', 'water', 'gal', 'water'), channel('13', '3', 'gas', 'therm', 'gas', { behind: 60 })],
    },
    {
        id: '2', number: '4000-2', name: 'Sol Abernathy-Worthington', address: '2207 Northeast Cottonwood Boulevard, Apt 14', from: '2025-10-01T00:00-04:00', to: null,
        channels: [
            channel('21', '4', 'electricity', 'kWh', 'electricity', { behind: 0.3 }),
            channel('22', '4', 'electricity', 'kWh', 'solar', { flow: 'received', behind: 0.3 }),
            channel('23', '5', 'water', 'ft3', 'water', { scale: 0.1337 }),
        ],
    },
    {
        id: '3', number: '3999-7', name: 'Dana Demo', address: '9 Elm Court', from: '2025-10-01T00:00-04:00', to: '2026-06-15T00:00-04:00',
        channels: [channel('31', '6', 'water', 'gal', 'water', { to: '2026-06-15T00:00-04:00', behind: 0 })],
    },
    {
        id: '4', number: '4000-9', name: 'Nia New', address: null, from: '2026-11-20T00:00-05:00', to: null,
        channels: [channel('41', '7', 'water', 'gal', 'water', { from: '2026-11-20T00:00-05:00', behind: null, address: null })],
    },
    { id: '5', number: '4001-0', name: 'Empty Shop', address: '1 Market Square', from: null, to: null, channels: [] },
];

/** Where a channel's reads end: some hours behind, moved on by `bumped` milliseconds when the page is to move. */
export function completeThrough(channel, now, bumped = 0) {
    if (channel.behind === null) {
        return null;
    }
    const length = channel.length === 'PT15M' ? HOUR / 4 : HOUR;
    const end = channel.to ? Date.parse(channel.to) : Infinity;
    return Math.min(Math.floor((now - channel.behind * HOUR + bumped) / length) * length, end);
}

export function usage(channel, { from, to, by }, now, bumped) {
    const start = Math.max(midnight(from), Date.parse(channel.from));
    const end = Math.max(start, Math.min(midnight(to), channel.to ? Date.parse(channel.to) : Infinity));
    const arrived = completeThrough(channel, now, bumped);
    const hours = [];
    for (let at = start; at < end; at += HOUR) {
        hours.push(hour(channel, at, arrived ?? -Infinity));
    }
    const buckets = by === 'hour' ? hours : days(hours);
    return {
        channel: channel.id,
        from: local(start),
        to: local(end),
        by,
        unit: channel.unit,
        zone: ZONE,
        completeThrough: arrived === null ? null : local(arrived),
        buckets: buckets.map(({ value, ...bucket }) => ({ ...bucket, value: value === null ? null : String(Number(value.toFixed(3))) })),
    };
}

/** Of the first account's water, that it runs; of the second's electricity, a day of much. */
export function unusual(account, now) {
    const found = (id, kind, from, to, value, usual) => ({ channel: id, kind, from: local(from), to: local(to), unit: account.channels.find((one) => one.id === id).unit, value, usual });
    const hour = Math.floor(now / HOUR - 4) * HOUR;
    const today = midnight(local(now).slice(0, 10));
    return account.id === '1' ? [found('11', 'running', hour - 24 * HOUR, hour, '3.2', null)] : account.id === '2' ? [found('21', 'high', today - 24 * HOUR, today, '71.4', '28.625')] : [];
}

/** Electricity and gas are compared; for water there are too few. */
export function similar(channel, month, now) {
    const [year, number] = month.split('-').map(Number);
    const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
    const { buckets } = usage(channel, { from: `${month}-01`, to: `${next}-01`, by: 'day' }, now, 0);
    const own = buckets.some((day) => day.coveredSeconds < day.expectedSeconds) ? null : buckets.reduce((sum, day) => sum + Number(day.value), 0);
    const few = channel.commodity === 'water';
    const why = few ? 'too-few' : null;
    const shown = own ?? 700;
    return { channel: channel.id, month, unit: channel.unit, own: shown.toFixed(3), about: few ? null : String(Number((shown * 0.8).toPrecision(2))), atLeast: few ? null : 15, why, fewest: 15, largest: 15 };
}

function hour(channel, at, arrived) {
    const start = local(at);
    const day = start.slice(0, 10);
    const covered = Math.max(0, Math.min(HOUR, arrived - at)) / 1000;
    const lost = day === '2026-10-19' || (day === '2026-11-12' && channel.commodity === 'water' && [3, 4].includes(Number(start.slice(11, 13))));
    if (covered === 0 || lost) {
        return { start, end: local(at + HOUR), value: null, coveredSeconds: 0, expectedSeconds: 3600, quality: null };
    }
    const weekend = [0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay());
    const party = day === '2026-10-10' || day === '2026-10-24' ? 1.8 : 1;
    const value = SHAPES[channel.shape](Number(start.slice(11, 13)), weekend) * (0.7 + 0.3 * noise(channel.id, day) + 0.3 * noise(channel.id, start)) * party * (channel.scale ?? 1) * (covered / 3600);
    const estimated = day === '2026-10-14' || day === '2026-10-15' || (day === '2026-11-13' && channel.commodity === 'gas');
    return { start, end: local(at + HOUR), value, coveredSeconds: covered, expectedSeconds: 3600, quality: estimated ? 'estimated' : 'raw' };
}

function days(hours) {
    const byDay = new Map();
    for (const hour of hours) {
        const day = hour.start.slice(0, 10);
        const sum = byDay.get(day) ?? { start: local(midnight(day)), value: null, coveredSeconds: 0, expectedSeconds: 0, quality: null };
        sum.end = hour.end;
        sum.expectedSeconds += 3600;
        sum.coveredSeconds += hour.coveredSeconds;
        sum.value = hour.value === null ? sum.value : (sum.value ?? 0) + hour.value;
        sum.quality = hour.quality === 'estimated' || sum.quality === 'estimated' ? 'estimated' : (hour.quality ?? sum.quality);
        byDay.set(day, sum);
    }
    return [...byDay.values()];
}


/** What the station says of the days that are over: nothing of two, of one not the rain. */
export function weather(usagePoint, { from, to, units = 'us' }, now) {
    const days = [];
    for (let at = midnight(from) + 12 * HOUR; local(at).slice(0, 10) < to && local(at).slice(0, 10) < local(now).slice(0, 10); at += 24 * HOUR) {
        const day = local(at).slice(0, 10);
        const month = Number(day.slice(5, 7)) + Number(day.slice(8)) / 30;
        const high = 58 - 27 * Math.cos(((month - 1.5) / 12) * 2 * Math.PI) + 16 * noise('warm', day) - 8;
        const low = high - 9 - 10 * noise('cool', day);
        const rain = noise('rain', day) < 0.3 ? noise('wet', day) ** 2 * 1.4 : 0;
        const degrees = (value) => String(Number((units === 'us' ? value : (value - 32) / 1.8).toFixed(1)));
        if (!['2026-10-20', '2026-10-21'].includes(day)) {
            days.push({
                day,
                mean: null,
                high: degrees(high),
                low: degrees(low),
                rain: day === '2026-10-27' ? null : String(Number((units === 'us' ? rain : rain * 25.4).toFixed(2))),
            });
        }
    }
    return { usagePoint, station: 'RIVERTON', temperatureUnit: units === 'us' ? '°F' : '°C', rainUnit: units === 'us' ? 'in' : 'mm', days };
}
