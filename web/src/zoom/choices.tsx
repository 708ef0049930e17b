import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { Day } from '../time/days';
import { nameOf, searchOf, type Period, type Versus } from '../usage/period';
import type { WeatherShown } from '../usage/weather';
import { useWords } from '../words/language';
import { DatesForm } from './dates-form';
import { choices, other, possible } from './other';

interface ChoicesProps {
    period: Period;
    versus: Versus | null;
    path: string;
    /** whether what is shown can be set beside that of similar homes */
    alike: boolean;
    today: Day;
    /** the days there can be reads of */
    first: Day;
    last: Day;
    /** whether and how the weather is shown; null where there is none */
    weather: WeatherShown | null;
    onWeather: (shown: WeatherShown) => void;
}

const WEATHER = ['us', 'metric', 'off'] as const;

/** Other days, and what the shown ones stand beside; both are in the address. */
export function Choices({ period, versus, path, alike, today, first, last, weather, onWeather }: ChoicesProps) {
    const words = useWords();
    const [, navigate] = useLocation();
    const [dates, setDates] = useState(false);
    const opener = useRef<HTMLButtonElement>(null);
    const bare: Period = 'at' in period ? { ...period, at: null } : period;
    function shown() {
        setDates(false);
        // the form goes, and what opened it is where its reader is left
        opener.current?.focus();
    }
    return (
        <>
            <button ref={opener} type="button" class="act plain" aria-expanded={dates} aria-controls="dates" onClick={() => setDates(!dates)}>
                {words.t('zoom.dates')}
            </button>
            <label class="versus">
                <span>{words.t('zoom.versus')}</span>
                <select
                    class="usa-select"
                    value={(versus && possible(period, versus)) ?? ''}
                    onChange={(event) => navigate(path + searchOf(bare, (event.currentTarget.value || null) as Versus | null), { replace: true })}
                >
                    <option value="">{words.t('zoom.versusNothing')}</option>
                    {choices(period).map((one) => (
                        <option key={one} value={one}>
                            {words.capital(nameOf(other(period, one), today, words))}
                        </option>
                    ))}
                    {alike && possible(period, 'similar') && <option value="similar">{words.t('zoom.similar')}</option>}
                </select>
            </label>
            {weather !== null && (
                <label class="versus">
                    <span>{words.t('weather.show')}</span>
                    <select class="usa-select" value={weather} onChange={(event) => onWeather(event.currentTarget.value as WeatherShown)}>
                        {WEATHER.map((one) => (
                            <option key={one} value={one}>
                                {words.t(`weather.${one}`)}
                            </option>
                        ))}
                    </select>
                </label>
            )}
            <div id="dates" hidden={!dates}>
                {dates && <DatesForm key={searchOf(bare)} period={period} versus={versus} path={path} first={first} last={last} onShow={shown} />}
            </div>
        </>
    );
}
