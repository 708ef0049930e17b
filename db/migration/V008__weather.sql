-- Days of weather stations, which stand beside the use of the points that name a station (usage_point.station).

create table weather_day (
    station     text not null,
    day         date not null,
    mean_f      numeric,
    high_f      numeric,
    low_f       numeric,
    rain_mm     numeric check (rain_mm >= 0),
    stamped_at  timestamptz not null,
    source_file bigint not null references source_file,
    line        integer not null,
    primary key (station, day),
    check (num_nonnulls(mean_f, high_f, low_f, rain_mm) > 0),
    check (low_f <= high_f)
);
comment on table weather_day is 'What a weather station says of one of its local days. A day without a row, and a value that is null, are not known: never nought. Temperatures are in degrees Fahrenheit and rain in millimetres, since what comes in Celsius or inches ends as a decimal there, and would not the other way.';
comment on column weather_day.station is 'The station''s name in its feed, to the letter; usage_point.station names it.';
comment on column weather_day.day is 'The station''s local day.';
comment on column weather_day.mean_f is 'Mean temperature, degrees Fahrenheit; null: not known.';
comment on column weather_day.high_f is 'Highest temperature, degrees Fahrenheit; null: not known.';
comment on column weather_day.low_f is 'Lowest temperature, degrees Fahrenheit; null: not known.';
comment on column weather_day.rain_mm is 'Rain, and snow as water, millimetres; null: not known.';
comment on column weather_day.stamped_at is 'When the source made this version. The greatest of (stamped_at, the file''s SHA-256, line) is current, whatever came last.';
comment on column weather_day.source_file is 'The file it is from.';
comment on column weather_day.line is 'Its line there, from 1.';

create table weather_file (
    source_file bigint primary key references source_file,
    accepted    integer not null,
    corrected   integer not null,
    unchanged   integer not null,
    first_at    timestamptz,
    last_at     timestamptz
);
comment on table weather_file is 'Files of stations'' days that are stored, noted in the transaction that stores their days: one that is read again changes nothing.';
comment on column weather_file.source_file is 'The file.';
comment on column weather_file.accepted is 'Days that were new.';
comment on column weather_file.corrected is 'Days that replaced another version.';
comment on column weather_file.unchanged is 'Days that were known so, or newer.';
comment on column weather_file.first_at is 'Start of its first day; null: it has none.';
comment on column weather_file.last_at is 'End of its last day.';

grant select, insert, update on weather_day to meterside_ingest;
grant select, insert on weather_file to meterside_ingest;
grant select on weather_day to meterside_portal;
