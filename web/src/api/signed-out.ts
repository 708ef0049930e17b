/**
 * Leaves for the sign-in page, which says why and brings the customer back to where they were.
 *
 * @param expired the session ended by itself; otherwise the customer ended it
 */
export function toSignIn(expired = true): void {
    const here = location.pathname + location.search;
    const next = here === '/' ? '' : `${expired ? '&' : '?'}next=${encodeURIComponent(here)}`;
    location.assign(expired ? `/sign-in?expired${next}` : '/sign-in');
}
