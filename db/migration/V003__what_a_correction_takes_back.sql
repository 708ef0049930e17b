-- That a correction took back what an alert told, and that codes nobody can use any more go away.

create table alert_turn (
    id         bigint generated always as identity primary key,
    evaluation bigint not null references alert_evaluation,
    at         timestamptz not null,
    beyond     boolean not null,
    billionths numeric not null,
    decided_at timestamptz not null,
    unique (evaluation, at, beyond)
);
comment on table alert_turn is 'How a day turned after its threshold was passed, insert-only: corrections took it back, or brought it back. The latest row says how it stands; without one it stands as decided.';
comment on column alert_turn.id is 'Our id; of two rows the greater is the later.';
comment on column alert_turn.evaluation is 'The decision.';
comment on column alert_turn.at is 'When the read was stored with which the day turned.';
comment on column alert_turn.beyond is 'Whether the day''s use exceeds the threshold from then on.';
comment on column alert_turn.billionths is 'Use of the day as known then, billionths of the decision''s unit.';
comment on column alert_turn.decided_at is 'When it was seen.';

create index notice_evaluation on notice (evaluation) where evaluation is not null;

create index sign_in_failure_age on sign_in_failure (failed_at);
create index one_time_code_age on one_time_code (made_at);

grant select, insert on alert_turn to meterside_alerts;
grant select on alert_turn to meterside_portal;
grant delete on one_time_code to meterside_portal;
