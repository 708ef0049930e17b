select n, day
from (select w.n,
             greatest(
                 (select max(d.day) from usage_day d
                  where d.channel = c.id and d.day >= w.first and d.day < w.beyond),
                 (select max(d.day) from usage_day_due d
                  where d.channel = c.id and d.day >= w.first and d.day < w.beyond)) as day
      from unnest(:channels, :points, :firsts::date[], :beyonds::date[])
           with ordinality as w (channel, usage_point, first, beyond, n)
      join channel c on c.id = w.channel and c.usage_point = w.usage_point) found
where day is not null
