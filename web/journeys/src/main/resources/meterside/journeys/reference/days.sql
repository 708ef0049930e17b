select (select string_agg(concat_ws(' ', d.day - date '1970-01-01', d.billionths, d.covered_seconds,
                                    array_position(:qualities, d.quality) - 1), ',')
        from usage_day d
        where d.channel = c.id and d.day >= :first and d.day < :end
          and not exists (select from usage_day_due u where u.channel = c.id and u.day = d.day)) as days,
       (select string_agg((u.day - date '1970-01-01')::text, ',' order by u.day)
        from usage_day_due u
        where u.channel = c.id and u.day >= :first and u.day < :end) as due
from channel c
where c.id = :channel and c.usage_point = :usagePoint
