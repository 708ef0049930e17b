import type { Words } from '../words/words';

/** The zones people of this country live in; anyone else keeps the one they have. */
const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'America/Puerto_Rico'];

/** {@return the zones to choose from, by the name people here give them, the present one always among them} */
export function zonesWith(present: string, words: Words): (readonly [string, string])[] {
    return [...new Set([...ZONES, present])].map((zone) => [zone, nameOf(zone, words)] as const);
}

function nameOf(zone: string, words: Words): string {
    const place = zone.replace(/.*\//, '').replaceAll('_', ' ');
    try {
        const parts = new Intl.DateTimeFormat(words.locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0);
        const name = parts.find((part) => part.type === 'timeZoneName')?.value;
        return name ? `${words.capital(name)} (${place})` : place;
    } catch {
        return place;
    }
}
