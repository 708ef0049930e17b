import { useEffect, useState } from 'preact/hooks';
import { addDays, dayAt, startOfDay, type Day } from '../time/days';

/**
 * The server's time, carried on by the monotonic clock: what the browser believes the date to be
 * never decides which day is today.
 */
export class ServerClock {
    constructor(
        private readonly told: number,
        private readonly heardAt: number = performance.now(),
        private readonly elapsed: () => number = () => performance.now(),
    ) {}

    now(): number {
        return this.told + (this.elapsed() - this.heardAt);
    }

    today(zone: string): Day {
        return dayAt(this.now(), zone);
    }
}

/** {@return today in that zone; at local midnight the page moves on by itself} */
export function useToday(clock: ServerClock, zone: string): Day {
    const [, tick] = useState(0);
    const today = clock.today(zone);
    useEffect(() => {
        const midnight = startOfDay(addDays(today, 1), zone);
        // a moment after, so that a timer that fires early does not find the old day and stay there
        const timer = setTimeout(() => tick((n) => n + 1), midnight - clock.now() + 250);
        return () => clearTimeout(timer);
    });
    return today;
}
