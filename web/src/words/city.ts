import built from '../../city.json';

/** Whose portal this is: as built, but for what the portal writes into the page of a city with a style of its own. */
interface City {
    zone: string;
    phone: string;
    emergencyPhone: string;
    /** which are spoken here; unset: all there are */
    languages?: string[];
    /** the address of its logo; unset: the seal */
    logo?: string;
    /** words of its own in place of those of src/locales, by language and key */
    words?: Record<string, Record<string, string>>;
}

const own = globalThis.document?.querySelector<HTMLMetaElement>('meta[name=city]')?.content;

export const city: City = { ...built, ...(own ? (JSON.parse(own) as Partial<City>) : {}) };
