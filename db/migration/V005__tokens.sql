-- Personal tokens, with which a customer's own programs read their usage, and the numbered changes that such programs follow.

create table token (
    id           bigint generated always as identity primary key,
    login        bigint not null references login,
    name         text not null,
    token_hash   bytea not null unique check (length(token_hash) = 32),
    accounts     bigint[] check (cardinality(accounts) > 0),
    made_at      timestamptz not null,
    expires_at   timestamptz not null,
    last_used_on date,
    revoked_at   timestamptz
);
create index on token (login);
comment on table token is 'What a program of a customer''s shows to read their usage, and nothing else.';
comment on column token.id is 'Our id, used in URLs.';
comment on column token.login is 'Whose it is; it reaches what the login may see now, and not more.';
comment on column token.name is 'What its owner calls it.';
comment on column token.token_hash is 'SHA-256 of the token, which is 256 random bits and so needs no slow hash; the token itself is never stored.';
comment on column token.accounts is 'The accounts it may read; null: all that the login may see.';
comment on column token.made_at is 'When it was made.';
comment on column token.expires_at is 'From then on it is worth nothing.';
comment on column token.last_used_on is 'The last day, in UTC, on which it was used: enough to know one that is forgotten, and no log of when somebody is at home.';
comment on column token.revoked_at is 'When its owner took it back.';

create table usage_change_log (
    account   bigint primary key references account,
    last      bigint not null check (last >= 0),
    opened_at timestamptz not null
);
comment on table usage_change_log is 'Accounts whose changes are numbered: somebody follows them, or did.';
comment on column usage_change_log.account is 'The account.';
comment on column usage_change_log.last is 'The last number given. Moved under one lock for all accounts, so that no number is committed after a greater one.';
comment on column usage_change_log.opened_at is 'When somebody first followed it; what was stored before has no number.';

create table usage_change (
    account     bigint not null references usage_change_log,
    sequence    bigint not null,
    usage_point bigint not null references usage_point,
    from_at     timestamptz not null,
    to_at       timestamptz not null check (from_at < to_at),
    numbered_at timestamptz not null,
    primary key (account, sequence)
);
create index on usage_change (numbered_at);
comment on table usage_change is 'That reads of an account are not what they were, numbered for good: 1, 2, 3 … for each account. Kept for a week.';
comment on column usage_change.account is 'The account.';
comment on column usage_change.sequence is 'Its number.';
comment on column usage_change.usage_point is 'Where.';
comment on column usage_change.from_at is 'From when, within the account''s agreement.';
comment on column usage_change.to_at is 'Until when.';
comment on column usage_change.numbered_at is 'When it got its number; a week later it is removed.';

create table usage_change_offset (
    cluster   text not null,
    topic_id  text not null,
    partition integer not null,
    next      bigint not null,
    primary key (cluster, topic_id, partition)
);
comment on table usage_change_offset is 'How far usage-changed is numbered; moved in the transaction that gives the numbers.';
comment on column usage_change_offset.cluster is 'Kafka''s cluster id: offsets of another cluster mean nothing.';
comment on column usage_change_offset.topic_id is 'Kafka''s topic id: so a topic made anew is another topic.';
comment on column usage_change_offset.partition is 'Partition.';
comment on column usage_change_offset.next is 'First offset without a number.';

grant select, insert on token to meterside_portal;
grant update (last_used_on, revoked_at) on token to meterside_portal;
grant select, insert on usage_change_log to meterside_portal;
grant update (last) on usage_change_log to meterside_portal;
grant select, insert, delete on usage_change to meterside_portal;
grant select, insert on usage_change_offset to meterside_portal;
grant update (next) on usage_change_offset to meterside_portal;
