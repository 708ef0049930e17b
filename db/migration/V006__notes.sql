-- What customers write beside their usage: notes on days, and a goal for the billing cycle.

create table note (
    account    bigint not null references account,
    channel    integer not null references channel,
    day        date not null,
    text       text not null check (length(text) between 1 and 500),
    login      bigint not null references login,
    changed_at timestamptz not null,
    primary key (account, channel, day)
);
create index on note (channel);
create index on note (login);
comment on table note is 'A note a customer pinned to a day of a channel. It is the account''s: who is served there next never sees it.';
comment on column note.account is 'The account; whoever has access to it sees the note.';
comment on column note.channel is 'The channel: a day is a local day of one usage point, and what explains the water says nothing of the gas.';
comment on column note.day is 'Local day of the usage point, within an agreement of the account.';
comment on column note.text is 'One line of plain text, card numbers masked before; 200 characters as typed, somewhat more when masked.';
comment on column note.login is 'Who wrote it last.';
comment on column note.changed_at is 'When it was written, or last changed.';

create table goal (
    account    bigint not null references account,
    channel    integer not null references channel,
    billionths bigint not null check (billionths > 0),
    unit       text not null,
    login      bigint not null references login,
    set_at     timestamptz not null,
    primary key (account, channel)
);
create index on goal (channel);
create index on goal (login);
comment on table goal is 'What a customer wants to stay within in each billing cycle, until it is changed or taken away.';
comment on column goal.account is 'The account; whoever has access to it sees the goal.';
comment on column goal.channel is 'The channel.';
comment on column goal.billionths is 'Of unit, exactly as it was typed.';
comment on column goal.unit is 'The unit it was set in, and stays in (UN6); also a multiple that is told but not stored, such as CCF.';
comment on column goal.login is 'Who set it last.';
comment on column goal.set_at is 'When it was set, or last changed.';

grant select, insert, delete on note, goal to meterside_portal;
grant update (text, login, changed_at) on note to meterside_portal;
grant update (billionths, unit, login, set_at) on goal to meterside_portal;
