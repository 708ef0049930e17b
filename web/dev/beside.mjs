// What the made-up town's customers write beside their usage: notes on days, and goals of billing cycles.
import { local, usage } from './town.mjs';

const notes = new Map([['11', [{ day: '2026-10-24', text: 'Filled the pool, and washed both cars', changed: '2026-10-25T09:12-04:00' }]]]);
const goals = new Map([['11', { amount: '6000', unit: 'gal', set: '2026-10-05T18:30-04:00' }]]);

export function beside(method, path, body, asked, channel, now, bumped) {
    const of = notes.get(path[3]) ?? [];
    switch (`${method} ${path[4]}`) {
        case 'GET notes':
            return { status: 200, body: { notes: of.filter(({ day }) => day >= asked.from && day < asked.to) } };
        case 'PUT notes': {
            const note = { day: path[5], text: body.text, changed: local(now) };
            notes.set(path[3], [...of.filter(({ day }) => day !== path[5]), note].sort((one, other) => (one.day < other.day ? -1 : 1)));
            return { status: 200, body: note };
        }
        case 'DELETE notes':
            notes.set(path[3], of.filter(({ day }) => day !== path[5]));
            return of.some(({ day }) => day === path[5]) ? { status: 204 } : { status: 404, code: 'note-not-found' };
        case 'PUT goal': {
            const goal = { ...body, set: local(now) };
            goals.set(path[3], goal);
            return { status: 200, body: goal };
        }
        case 'DELETE goal':
            return goals.delete(path[3]) ? { status: 204 } : { status: 404, code: 'goal-not-found' };
        case 'GET cycle':
            return { status: 200, body: cycle(channel, now, bumped) };
        default:
            return null;
    }
}

/** A month, as while there are no bills; what is to come is as what was. */
function cycle(channel, now, bumped) {
    const [first, end] = [`${local(now).slice(0, 7)}-01`, `${local(now + 31 * 86_400_000).slice(0, 7)}-01`];
    const days = usage(channel, { from: first, to: end, by: 'day' }, now, bumped);
    const known = days.buckets.filter(({ value }) => value !== null);
    const sum = known.reduce((total, { value }) => total + Number(value), 0);
    const decimal = (value) => String(Math.round(value * 1000) / 1000);
    return {
        channel: channel.id,
        unit: channel.unit,
        zone: channel.zone,
        first,
        end,
        by: 'month',
        endExpected: false,
        days: days.buckets.length,
        completeThrough: days.completeThrough,
        soFar: {
            value: known.length === 0 ? null : decimal(sum),
            coveredSeconds: known.reduce((total, { coveredSeconds }) => total + coveredSeconds, 0),
            expectedSeconds: known.length * 86_400,
            quality: known.length === 0 ? null : 'raw',
            lackingDays: 1,
        },
        goal: goals.get(channel.id) ?? null,
        forecast: known.length < 14 ? { value: null, days: known.length, estimatedDays: 0, openDays: days.buckets.length - known.length } : { value: decimal((sum / known.length) * days.buckets.length), days: 54, estimatedDays: 2, openDays: days.buckets.length - known.length },
    };
}
