select w.channel, newest.ends_at
from unnest(:channels, :froms, :tos) as w (channel, from_at, to_at)
cross join lateral (
    select extract(epoch from r.start)::bigint + r.seconds as ends_at
    from interval_read r
    where r.channel = w.channel
      and r.start >= to_timestamp(w.from_at) and r.start < to_timestamp(w.to_at)
      and r.start >= :earliest and r.start < :latest
    order by r.start desc
    limit 1) newest
