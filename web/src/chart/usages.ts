import type { Bucket, Usage } from '../api/client';

/** For tests: usage of a water channel in New York, dull and complete unless told otherwise. */
export function usage(buckets: Bucket[], more: Partial<Usage> = {}): Usage {
    return {
        channel: '3',
        from: buckets[0]?.start ?? '2026-10-01T00:00-04:00',
        to: '2027-01-01T00:00-05:00',
        by: 'day',
        unit: 'gal',
        zone: 'America/New_York',
        completeThrough: '2026-12-31T00:00-05:00',
        buckets,
        ...more,
    };
}

/** In UTC, which is the same instant. */
function after(start: string, seconds: number): string {
    return new Date(Date.parse(start) + seconds * 1000).toISOString();
}

export function day(date: string, value: string | null, more: Partial<Bucket> = {}): Bucket {
    const winter = date > '2026-11-01';
    const start = `${date}T00:00-0${winter ? 5 : 4}:00`;
    return { start, end: after(start, 86_400), value, coveredSeconds: value === null ? 0 : 86_400, expectedSeconds: 86_400, quality: value === null ? null : 'raw', ...more };
}

export function hour(start: string, value: string | null, more: Partial<Bucket> = {}): Bucket {
    return { start, end: after(start, 3600), value, coveredSeconds: value === null ? 0 : 3600, expectedSeconds: 3600, quality: value === null ? null : 'raw', ...more };
}

/** November 1, 2026 in New York: 25 hours, the second 1 am an hour after the first. */
export function autumn(value: (hour: number) => string = () => '1'): Bucket[] {
    return Array.from({ length: 25 }, (_, i) => {
        const clock = i < 2 ? i : i - 1;
        return hour(`2026-11-01T${String(clock).padStart(2, '0')}:00-0${i < 2 ? 4 : 5}:00`, value(i));
    });
}

/** March 8, 2026 in New York: 23 hours, no 2 am. */
export function spring(): Bucket[] {
    return Array.from({ length: 23 }, (_, i) => hour(`2026-03-08T${String(i < 2 ? i : i + 1).padStart(2, '0')}:00-0${i < 2 ? 5 : 4}:00`, '1'));
}
