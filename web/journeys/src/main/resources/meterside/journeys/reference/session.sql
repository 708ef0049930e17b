select s.id, s.login, l.email, s.created_at, s.last_seen_at, s.proved_at, s.ended_at
from session s
join login l on l.id = s.login
where s.token_hash = decode(:hash, 'hex')
