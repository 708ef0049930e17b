import { expect, test } from 'vitest';
import { languages, messages } from '../../build/catalogs';

/** Spelled alike in English and Spanish, or without words of their own. */
const SAME = new Set(['commodity.gas', 'off.gas', 'unit.kWh', 'unit.kVAh', 'unit.kvarh', 'unit.kW', 'home.monthAlone', 'moment.day', 'trial.day', 'alerts.trouble', 'why.readsOf', 'money.total', 'charge.gas', 'bill.rung', 'zoom.then', 'zoom.named', 'zoom.counts']);
const english = messages('en');

test.each(languages().filter((language) => language !== 'en'))('%s says everything English says, and in its own words', (language) => {
    const own = messages(language);

    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    expect(Object.keys(own).filter((key) => own[key] === english[key] && !SAME.has(key))).toEqual([]);
});

test.each(languages().filter((language) => language !== 'en'))('%s names nothing in a message that English does not fill in', (language) => {
    const names = (message: string) => new Set([...message.matchAll(/(?<!(?:one|other) )\{(\w+)[},]/g)].map((match) => match[1]));
    const own = messages(language);

    const strangers = Object.keys(english).filter((key) => [...names(own[key]!)].some((name) => !names(english[key]!).has(name) && name !== 'n'));

    expect(strangers).toEqual([]);
});
