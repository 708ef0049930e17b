import { useMemo } from 'preact/hooks';
import { useUsage } from '../api/queries';
import { dayBars, hourBars, type Bar } from '../chart/bars';
import { addDays, daysBetween } from '../time/days';
import { endsOf, spanOf, widthOf, type Period } from './period';
import type { Service } from './service';
import type { Zoom } from './zoom';

/** What is known of a period. */
export interface Read {
    bars: Bar[];
    /** the days behind bars that are months; else the bars themselves */
    days: Bar[];
    completeThrough: string | null;
}

/**
 * {@return the bars of the period; null while they are on their way}
 *
 * @param period null where nothing is asked
 * @param zoom sums days to months, and has the words for chosen days; without it, these wait
 */
export function useRead(account: string, { main, back }: Service, period: Period | null, zoom: Zoom | null): { read: Read | null; error: Error | null } {
    const shown: Period = period ?? { of: 'day', day: '2000-01-01' };
    const asked = spanOf(shown);
    const usage = useUsage(account, period ? main : undefined, asked);
    const sent = useUsage(account, period && back ? back : undefined, asked);
    const width = widthOf(shown);
    const waits = (width === 'month' || shown.of === 'days') && zoom === null;
    const summing = width === 'month' ? zoom : null;
    const read = useMemo(() => {
        if (!period || !usage.data || (back !== null && !sent.data && !sent.isError) || waits) {
            return null;
        }
        const { from, last } = endsOf(period);
        const { completeThrough } = usage.data;
        if (width === 'hour') {
            const bars = hourBars(usage.data, sent.data);
            return { bars, days: bars, completeThrough };
        }
        const dates = Array.from({ length: daysBetween(from, last) + 1 }, (_, i) => addDays(from, i));
        const days = dayBars(dates, usage.data, sent.data);
        return { bars: summing ? summing.monthsOf(from, last, days, usage.data, sent.data) : days, days, completeThrough };
    }, [usage.data, sent.data, sent.isError, back, waits, summing, width, asked.from, asked.to, period === null]);
    return { read, error: usage.error };
}
