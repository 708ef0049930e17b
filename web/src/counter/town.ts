import { useQuery } from '@tanstack/preact-query';
import { city } from '../words/city';
import { sessionQuery } from '../api/queries';
import { dayAt, type Day } from '../time/days';

/** {@return today where the utility is} */
export function useTown(): Day {
    const clock = useQuery(sessionQuery).data?.clock;
    // until the server has told the time nothing is of today
    return clock ? clock.today(city.zone) : dayAt(0, city.zone);
}
