/** What the usage page gets after its first bars: years, chosen days, comparing, the weather, the calendar and the table. */
export { Calendar } from './calendar-card';
export { Choices } from './choices';
export { compared } from './compared';
export { Downloads } from './downloads';
export { monthLabels, spanLabels } from './labels';
export { monthsOf } from './months';
export { other, possible } from './other';
export { outside } from './outside';
export { countWords, monthName, monthsSummary } from './sentences';
export { UsageTable } from './usage-table';
export { WeatherNote, WeatherStrip } from './weather-strip';
