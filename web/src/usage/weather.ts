import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { answer, portal, type Channel } from '../api/client';
import { ASIDE } from '../api/queries';
import { addDays } from '../time/days';
import { endsOf, widthOf, type Period } from './period';

/** In which units the weather stands beside the bars, if it does. */
export type WeatherShown = 'us' | 'metric' | 'off';

const KEPT = 'weather';
const AN_HOUR = 3_600_000;

/** {@return what this browser was last told; towns here speak of degrees Fahrenheit in either language} */
export function useWeatherShown(): [WeatherShown, (shown: WeatherShown) => void] {
    const [shown, setShown] = useState(() => tried(() => localStorage.getItem(KEPT) as WeatherShown | null) ?? 'us');
    return [
        shown,
        (next) => {
            setShown(next);
            tried(() => localStorage.setItem(KEPT, next));
        },
    ];
}

/** {@return whether weather can stand beside such bars} Not every place has a station. Months have no weather; an hour has that of its day. */
export function canHaveWeather(channel: Channel, period: Period): boolean {
    return channel.station !== null && widthOf(period) !== 'month';
}

export function hasWeather(channel: Channel, period: Period, shown: WeatherShown): boolean {
    return shown !== 'off' && canHaveWeather(channel, period);
}

export function useWeather(account: string, channel: Channel, period: Period, shown: WeatherShown) {
    const { from, last } = endsOf(period);
    const { usagePoint } = channel;
    return useQuery({
        queryKey: ['weather', account, usagePoint, from, last, shown],
        enabled: hasWeather(channel, period, shown),
        staleTime: AN_HOUR,
        meta: ASIDE,
        queryFn: () =>
            answer(
                portal.GET('/api/accounts/{account}/usage-points/{usagePoint}/weather', {
                    params: { path: { account, usagePoint }, query: { from, to: addDays(last, 1), units: shown as 'us' } },
                }),
            ),
    });
}

/** A browser may refuse storage; then it forgets. */
function tried<T>(use: () => T): T | undefined {
    try {
        return use();
    } catch {
        return undefined;
    }
}
