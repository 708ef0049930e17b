select c.id, c.usage_point, p.commodity, c.quantity, c.flow, c.kind, c.unit, c.length, p.zone, p.address, p.station,
       coalesce(floor(extract(epoch from lower(c.during))), 0)::bigint as starts_at,
       coalesce(floor(extract(epoch from upper(c.during))), :open)::bigint as ends_at,
       (select string_agg(concat_ws(' ', coalesce(floor(extract(epoch from lower(s))), 0),
                                    coalesce(floor(extract(epoch from upper(s))), :open)), ',' order by s)
        from unnest(mine.spans) s) as spans
from (select a.usage_point, range_agg(a.during) as spans
      from account_access x
      join service_agreement a on a.account = x.account
      where x.login = :login and x.account = :account and (x.ended_at is null or x.ended_at > :now)
      group by a.usage_point) mine
join usage_point p on p.id = mine.usage_point
join channel c on c.usage_point = p.id and c.during && mine.spans

where c.id = :channel
