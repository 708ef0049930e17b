import { queryOptions } from '@tanstack/preact-query';
import { answer, portal, Refused } from './client';

/** The role of one of the utility's own people; null for customers, who have none. */
export const staffQuery = queryOptions({
    queryKey: ['staff'],
    queryFn: async () => {
        try {
            return (await answer(portal.GET('/api/staff'))).role;
        } catch (error) {
            if (error instanceof Refused && error.status === 404) {
                return null;
            }
            throw error;
        }
    },
});
