/** What the usage page gets after its first bars: years, chosen days, comparing, notes, the running cycle, the weather, the calendar and the table. */
export { Calendar } from './calendar-card';
export { Choices } from './choices';
export { compared } from './compared';
export { CycleCard } from './cycle-card';
export { DayNote, NotesSaid } from './day-note';
export { Downloads } from './downloads';
export { monthLabels, spanLabels } from './labels';
export { monthsOf } from './months';
export { notedOf } from './notes';
export { other, possible } from './other';
export { outside } from './outside';
export { followPinch } from './pinch';
export { PlayBars } from './play-bars';
export { countWords, monthName, monthsSummary } from './sentences';
export { Similar } from './similar';
export { UsageTable } from './usage-table';
export { WeatherNote, WeatherStrip } from './weather-strip';
