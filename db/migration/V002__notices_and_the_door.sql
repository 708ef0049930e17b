-- Whom to tell what, and the door: what customers say about themselves, the alerts they set, what was decided on which
-- reads, and what they were told.
--
-- Tables called insert-only have no UPDATE and no DELETE for anyone, their owner included.

-- Since when a read has been known: written by ingest only -----------------------------------------------------------

create table interval_read_repeat (
    start      timestamptz not null,
    arrived_at timestamptz not null,
    block      bigint not null,
    channel    integer not null
);
select create_hypertable('interval_read_repeat', by_range('start', interval '28 days'), create_default_indexes => false);
create unique index interval_read_repeat_key on interval_read_repeat (channel, start, block);
comment on table interval_read_repeat is 'Versions of reads that were sent again unchanged, and so point to a block that came later than what they say.';
comment on column interval_read_repeat.start is 'When the interval begins.';
comment on column interval_read_repeat.arrived_at is 'When what it says was first stored; without a row it is the block''s stored_at.';
comment on column interval_read_repeat.block is 'read_block.id the version points to.';
comment on column interval_read_repeat.channel is 'channel.id.';
comment on column read_block.stored_at is 'When it was processed, or, had it waited for its key, when that was known; tells when its reads became known.';

-- The door: written by the portal only ------------------------------------------------------------------------------

alter table login
    add column password_changed_at   timestamptz,
    add column password_stands_alone boolean not null default false;
comment on column login.password_changed_at is 'When the password was last changed; null while it is the first one.';
comment on column login.password_stands_alone is 'Whether the password was long enough, when chosen, to need no second factor beside it.';

comment on table sign_in_failure is 'What was tried, to slow down guessing and to stop floods.';
comment on column sign_in_failure.subject is 'SHA-256 of what is being guessed at or from, such as an e-mail or network address, or of a limit and its hour.';
comment on column sign_in_failure.failures is 'Failures in a row, or how often within the hour.';

alter table session
    add column id            bigint generated always as identity unique,
    add column browser       text,
    add column proved_at     timestamptz;
comment on column session.id is 'Our id, by which a customer ends a session; it opens nothing.';
comment on column session.browser is 'Browser and system in words, such as Firefox on Windows; null when unknown.';
comment on column session.proved_at is 'When the customer last proved who they are within the session (step-up); null if never.';

create table preference (
    login      bigint primary key references login,
    language   text not null check (language ~ '^[a-z]{2,3}$'),
    zone       text not null,
    paperless  boolean not null,
    changed_at timestamptz not null
);
comment on table preference is 'How someone likes it. No row: English, the utility''s zone, paper.';
comment on column preference.login is 'Whose.';
comment on column preference.language is 'Language of the pages, such as en or es.';
comment on column preference.zone is 'IANA time zone that new contacts begin with.';
comment on column preference.paperless is 'Whether bills come by e-mail only.';
comment on column preference.changed_at is 'When it was last changed.';

create table contact (
    id              bigint generated always as identity primary key,
    login           bigint not null references login,
    medium          text not null check (medium in ('email', 'sms')),
    address         text not null check (medium <> 'sms' or address ~ '^\+[1-9][0-9]{6,14}$'),
    language        text not null check (language ~ '^[a-z]{2,3}$'),
    zone            text not null,
    quiet_from      time not null,
    quiet_to        time not null,
    urgent_at_night boolean not null,
    alerts_wished   boolean not null default false,
    added_at        timestamptz not null,
    verified_at     timestamptz,
    removed_at      timestamptz
);
create unique index one_contact_per_address on contact (login, medium, address) where removed_at is null;
create index on contact (address);
comment on table contact is 'One address of one medium at which someone may be told things. Never deleted: what was sent to it names it.';
comment on column contact.id is 'Our id, used in URLs.';
comment on column contact.login is 'Whose it is.';
comment on column contact.medium is 'email or sms.';
comment on column contact.address is 'E-mail address in lower case, or telephone number as +15555550123 (E.164).';
comment on column contact.language is 'Language they are written to in.';
comment on column contact.zone is 'IANA time zone of the quiet hours.';
comment on column contact.quiet_from is 'Local time from which nothing is sent that can wait.';
comment on column contact.quiet_to is 'Local time from which it is sent again. Equal to quiet_from: there are no quiet hours.';
comment on column contact.urgent_at_night is 'Whether what is urgent may come in the quiet hours: the customer''s own choice.';
comment on column contact.alerts_wished is 'Whether alerts were asked for when it was added; becomes consent when its code is typed in, and not before.';
comment on column contact.added_at is 'When it was added.';
comment on column contact.verified_at is 'When its code was typed in; null until then, and nothing but codes is sent to it.';
comment on column contact.removed_at is 'When it was removed; null while it lasts.';

create table consent (
    id       bigint generated always as identity primary key,
    medium   text not null check (medium in ('email', 'sms')),
    address  text not null,
    purpose  text not null check (purpose in ('alerts')),
    given    boolean not null,
    source   text not null check (source in ('page', 'reply', 'link', 'operator')),
    wording  text not null,
    contact  bigint references contact,
    event    bigint,
    network  text,
    given_at timestamptz not null
);
create index on consent (address, medium, given_at);
comment on table consent is 'Consent given and taken back, insert-only; of an address, medium and purpose the latest row counts, and without one there is none.';
comment on column consent.id is 'Our id; of two rows of one instant the greater is the later.';
comment on column consent.medium is 'email or sms.';
comment on column consent.address is 'The address, as in contact: a STOP comes from a number, whoever has it as a contact.';
comment on column consent.purpose is 'What for: alerts.';
comment on column consent.given is 'true: may be sent; false: taken back.';
comment on column consent.source is 'page: on our pages; reply: a text such as STOP; link: the link in an e-mail; operator: by telephone or paper.';
comment on column consent.wording is 'Which wording was agreed to, with its version, or the reply itself.';
comment on column consent.contact is 'The contact, where one was meant.';
comment on column consent.event is 'provider_event.id of the reply.';
comment on column consent.network is 'Network address it came from, where a page was used.';
comment on column consent.given_at is 'When.';

create table one_time_code (
    id        uuid primary key,
    purpose   text not null check (purpose in ('claim', 'contact', 'reset')),
    login     bigint references login,
    contact   bigint references contact,
    account   bigint references account,
    email     text,
    language  text not null,
    code_hash bytea not null check (length(code_hash) = 32),
    made_at   timestamptz not null,
    tries     smallint not null,
    used_at   timestamptz
);
create index on one_time_code (contact);
create index on one_time_code (email);
comment on table one_time_code is 'Codes of six digits that prove an address is somebody''s. Good for ten minutes, five tries and one use.';
comment on column one_time_code.id is 'What the browser brings back with the code; it tells nothing.';
comment on column one_time_code.purpose is 'claim: a new login for an account; contact: a contact''s address; reset: a forgotten password.';
comment on column one_time_code.login is 'The login, for contact and reset; null when nobody has the address, and then no code is right.';
comment on column one_time_code.contact is 'The contact to be verified.';
comment on column one_time_code.account is 'The account claimed; null when the claim was wrong, and then no code is right.';
comment on column one_time_code.email is 'Where a claim''s or reset''s code went.';
comment on column one_time_code.language is 'Language of the page that asked.';
comment on column one_time_code.code_hash is 'HMAC-SHA-256 of the code and id with the installation''s secret.';
comment on column one_time_code.made_at is 'It ends ten minutes after.';
comment on column one_time_code.tries is 'Wrong tries so far.';
comment on column one_time_code.used_at is 'When it was used.';

create table second_factor (
    login        bigint primary key references login,
    secret       bytea not null,
    made_at      timestamptz not null,
    confirmed_at timestamptz,
    last_step    bigint not null
);
comment on table second_factor is 'An app that makes time-based one-time codes (RFC 6238).';
comment on column second_factor.login is 'Whose.';
comment on column second_factor.secret is 'The shared secret, AES-256-GCM with the installation''s key; nonce first.';
comment on column second_factor.made_at is 'When it was made.';
comment on column second_factor.confirmed_at is 'When its first code was typed in; null until then, and it is not asked for.';
comment on column second_factor.last_step is 'The last time step used: a code works once.';

create table recovery_code (
    login     bigint not null references login,
    code_hash bytea not null check (length(code_hash) = 32),
    made_at   timestamptz not null,
    used_at   timestamptz,
    primary key (login, code_hash)
);
comment on table recovery_code is 'Codes on paper for a lost second factor, each good once.';
comment on column recovery_code.login is 'Whose.';
comment on column recovery_code.code_hash is 'SHA-256 of the code, which has 80 random bits.';
comment on column recovery_code.made_at is 'When it was made; newer ones replace older ones.';
comment on column recovery_code.used_at is 'When it was used or replaced.';

create table staff (
    login      bigint primary key references login,
    role       text not null check (role in ('operator', 'clerk', 'approver')),
    granted_at timestamptz not null,
    ended_at   timestamptz
);
comment on table staff is 'Logins of the utility''s own people.';
comment on column staff.login is 'The login.';
comment on column staff.role is 'operator runs the system; clerk serves customers; approver signs what a clerk may not alone.';
comment on column staff.granted_at is 'Since when.';
comment on column staff.ended_at is 'Until when; null while it lasts.';

create table audit_event (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text not null,
    action  text not null,
    subject text not null,
    detail  jsonb not null,
    network text
);
create index on audit_event (subject, at);
comment on table audit_event is 'Who did what, insert-only, written in the transaction that did it. Never holds a secret, a code or a read.';
comment on column audit_event.id is 'Our id.';
comment on column audit_event.at is 'When.';
comment on column audit_event.actor is 'login:17, operator (at the command line) or system.';
comment on column audit_event.action is 'Stable word, such as password-changed.';
comment on column audit_event.subject is 'What it was done to, such as login:17 or contact:4.';
comment on column audit_event.detail is 'Further facts.';
comment on column audit_event.network is 'Network address it came from, where there was one.';

-- The alerts customers set: written by the portal only --------------------------------------------------------------

create table usage_alert (
    id        bigint generated always as identity primary key,
    account   bigint not null references account,
    login     bigint not null references login,
    channel   integer references channel,
    commodity text check (commodity in ('electricity', 'water', 'gas')),
    made_at   timestamptz not null,
    ended_at  timestamptz,
    check ((channel is null) <> (commodity is null))
);
create index on usage_alert (account);
create index on usage_alert (channel);
comment on table usage_alert is 'A wish to be told. What exactly, its latest version says.';
comment on column usage_alert.id is 'Our id, used in URLs.';
comment on column usage_alert.account is 'The account; only days of its agreements count.';
comment on column usage_alert.login is 'Who set it, and whose contacts are told.';
comment on column usage_alert.channel is 'The channel watched, or null.';
comment on column usage_alert.commodity is 'Or the service: all channels of this commodity that deliver to the account, together.';
comment on column usage_alert.made_at is 'When it was set.';
comment on column usage_alert.ended_at is 'When it was ended; null while it lasts.';

create table usage_alert_version (
    id              bigint generated always as identity primary key,
    alert           bigint not null references usage_alert,
    kind            text not null check (kind in ('daily')),
    threshold       bigint not null check (threshold >= 0),
    unit            text not null,
    count_estimates boolean not null,
    contacts        bigint[] not null,
    made_at         timestamptz not null
);
create index on usage_alert_version (alert, id);
comment on table usage_alert_version is 'What an alert says, insert-only. A change is a new version; days that are over are not decided again by it (AL4).';
comment on column usage_alert_version.id is 'Our id.';
comment on column usage_alert_version.alert is 'The alert.';
comment on column usage_alert_version.kind is 'daily: a local day''s use exceeds the threshold.';
comment on column usage_alert_version.threshold is 'Billionths of unit; exceeded is strictly greater (AL3).';
comment on column usage_alert_version.unit is 'The unit it was set in, and stays in (UN6).';
comment on column usage_alert_version.count_estimates is 'Whether estimated reads count towards it (AL7).';
comment on column usage_alert_version.contacts is 'contact.id of whom to tell.';
comment on column usage_alert_version.made_at is 'Decides on what arrives after, for the local day it was made on and later ones.';

-- What was decided: written by alerts watch only ---------------------------------------------------------------------

create table alert_evaluation (
    id               bigint generated always as identity primary key,
    version          bigint not null references usage_alert_version,
    day              date not null,
    window_start     timestamptz not null,
    window_end       timestamptz not null,
    billionths       numeric not null,
    unit             text not null,
    threshold        bigint not null,
    quality          smallint not null,
    covered_seconds  integer not null,
    expected_seconds integer not null,
    arrived_at       timestamptz not null,
    decided_at       timestamptz not null,
    reads            jsonb not null,
    unique (version, day)
);
comment on table alert_evaluation is 'A threshold passed: once per version and day, insert-only, with the reads that decided it.';
comment on column alert_evaluation.id is 'Our id, used in URLs.';
comment on column alert_evaluation.version is 'The version of the alert that decided.';
comment on column alert_evaluation.day is 'Local day of the usage point.';
comment on column alert_evaluation.window_start is 'When that day begins.';
comment on column alert_evaluation.window_end is 'When it ends.';
comment on column alert_evaluation.billionths is 'Use of the day as far as known when it was decided, billionths of unit.';
comment on column alert_evaluation.unit is 'The alert''s unit.';
comment on column alert_evaluation.threshold is 'What was passed, billionths of unit.';
comment on column alert_evaluation.quality is 'Worst quality among the reads.';
comment on column alert_evaluation.covered_seconds is 'Seconds of the day the reads cover, over all channels.';
comment on column alert_evaluation.expected_seconds is 'Seconds the day has, over all channels.';
comment on column alert_evaluation.arrived_at is 'When the read was stored with which the sum passed the threshold.';
comment on column alert_evaluation.decided_at is 'When it was decided.';
comment on column alert_evaluation.reads is 'The day''s reads as known then, in order: [{channel, start, seconds, billionths, quality, block, arrived}].';

-- What customers are told: inserted by portal and alerts, moved by alerts notice only --------------------------------

create table notice (
    id          bigint generated always as identity primary key,
    key         text not null unique,
    kind        text not null,
    account     bigint references account,
    login       bigint references login,
    contact     bigint references contact,
    medium      text check (medium in ('email', 'sms')),
    address     text,
    language    text,
    evaluation  bigint references alert_evaluation,
    facts       jsonb not null,
    secret      text,
    urgent      boolean not null,
    made_at     timestamptz not null,
    expires_at  timestamptz,
    due_at      timestamptz not null,
    state       text not null default 'pending' check (state in ('pending', 'sending', 'sent', 'delivered', 'failed', 'unknown')),
    reason      text,
    tries       smallint not null default 0,
    claimed_at  timestamptz,
    provider_id text,
    sent_at     timestamptz,
    settled_at  timestamptz,
    check (contact is not null or (medium is not null and address is not null and language is not null))
);
create index notice_due on notice (due_at) where state in ('pending', 'sending', 'unknown');
create index notice_code_due on notice (due_at) where state = 'pending' and secret is not null;
create index on notice (account, made_at);
create index on notice (provider_id);
create index on notice (contact, made_at);
comment on table notice is 'Something to be told to one address, once: kind and facts, never text.';
comment on column notice.id is 'Our id, used in URLs.';
comment on column notice.key is 'Made of what caused it: kind, rule version, account, window, level, contact. The same cause is the same notice.';
comment on column notice.kind is 'Which template, such as usage-threshold or verify-contact.';
comment on column notice.account is 'The account it is about, if it is about one.';
comment on column notice.login is 'Whom it is for, if someone who signs in.';
comment on column notice.contact is 'Where it goes; its address and language are looked up when it is sent.';
comment on column notice.medium is 'email or sms, where there is no contact.';
comment on column notice.address is 'The address, where there is no contact.';
comment on column notice.language is 'The language, where there is no contact.';
comment on column notice.evaluation is 'The decision it tells of.';
comment on column notice.facts is 'What the template says, as values.';
comment on column notice.secret is 'A code to be told; wiped once it is sent or too late. It is in no attempt''s text.';
comment on column notice.urgent is 'Whether it may come in quiet hours, where the contact allows it. Codes always may.';
comment on column notice.made_at is 'When it was caused.';
comment on column notice.expires_at is 'After this it is not worth sending.';
comment on column notice.due_at is 'When to try, or look after it, next.';
comment on column notice.state is 'pending; sending: given to the provider, answer not yet noted; sent: accepted by the provider; delivered; failed; unknown: nobody knows whether it was sent.';
comment on column notice.reason is 'Why it failed or waits, a stable word such as no-consent or quiet-hours.';
comment on column notice.tries is 'How often it was given to the provider.';
comment on column notice.claimed_at is 'When a sender took it; one that died is found by it.';
comment on column notice.provider_id is 'What the provider calls it.';
comment on column notice.sent_at is 'When the provider took it.';
comment on column notice.settled_at is 'When it was delivered or failed.';

create table notice_attempt (
    id          bigint generated always as identity primary key,
    notice      bigint not null references notice,
    at          timestamptz not null,
    medium      text not null,
    subject     text,
    body        text not null,
    outcome     text not null check (outcome in ('accepted', 'refused', 'later', 'unknown', 'reconciled')),
    provider_id text,
    answer      text not null
);
create index on notice_attempt (notice);
create index notice_attempt_text on notice_attempt (at) where medium = 'sms';
comment on table notice_attempt is 'Each time a notice was given to a provider, and what it said; insert-only.';
comment on column notice_attempt.id is 'Our id.';
comment on column notice_attempt.notice is 'The notice.';
comment on column notice_attempt.at is 'When the answer came.';
comment on column notice_attempt.medium is 'email or sms.';
comment on column notice_attempt.subject is 'Subject of the e-mail.';
comment on column notice_attempt.body is 'The text sent, with any code masked.';
comment on column notice_attempt.outcome is 'accepted; refused for good; later: to be tried again; unknown; reconciled: found at the provider afterwards.';
comment on column notice_attempt.provider_id is 'What the provider calls it.';
comment on column notice_attempt.answer is 'What the provider answered.';

create table address_failure (
    id        bigint generated always as identity primary key,
    medium    text not null check (medium in ('email', 'sms')),
    address   text not null,
    reason    text not null check (reason in ('bounced', 'invalid', 'opted-out', 'wrong-number')),
    notice    bigint references notice,
    failed_at timestamptz not null
);
create index on address_failure (address, medium, failed_at);
comment on table address_failure is 'What a provider said of an address that ends our using it, insert-only; a later verification or START begins anew.';
comment on column address_failure.id is 'Our id.';
comment on column address_failure.medium is 'email or sms.';
comment on column address_failure.address is 'The address.';
comment on column address_failure.reason is 'bounced for good; invalid number or address; opted-out at the provider; wrong-number: another person has it.';
comment on column address_failure.notice is 'The notice that met it.';
comment on column address_failure.failed_at is 'When.';

create table provider_event (
    id           bigint generated always as identity primary key,
    provider     text not null,
    provider_key text not null,
    kind         text not null,
    facts        jsonb not null,
    received_at  timestamptz not null,
    unique (provider, provider_key)
);
create index on provider_event ((facts ->> 'message'));
create index provider_event_reply on provider_event ((facts ->> 'from')) where kind = 'reply';
comment on table provider_event is 'What providers told us by callback, with a signature that was checked; insert-only, once however often it is sent.';
comment on column provider_event.id is 'Our id.';
comment on column provider_event.provider is 'twilio.';
comment on column provider_event.provider_key is 'What makes it the same event: the message and its state, or the id of a reply.';
comment on column provider_event.kind is 'status or reply.';
comment on column provider_event.facts is 'status: {message, state, error, notice}; reply: {message, from, to, word}. Of a reply we could not read the text is kept, of others only the word.';
comment on column provider_event.received_at is 'When it came.';

create table provider_event_taken (
    event    bigint primary key references provider_event,
    taken_at timestamptz not null
);
comment on table provider_event_taken is 'Which events alerts has acted on.';
comment on column provider_event_taken.event is 'The event.';
comment on column provider_event_taken.taken_at is 'When.';

-- Grants ------------------------------------------------------------------------------------------------------------

grant select on interval_read_repeat to meterside_ingest, meterside_alerts, meterside_portal;
grant insert, update on interval_read_repeat to meterside_ingest;
grant select, insert, update on preference, contact, one_time_code, second_factor, recovery_code, staff, usage_alert
    to meterside_portal;
grant delete on second_factor to meterside_portal;
grant select, insert on consent, audit_event, usage_alert_version, provider_event to meterside_portal;
grant select on alert_evaluation, notice, notice_attempt, address_failure to meterside_portal;
grant insert (key, kind, account, login, contact, medium, address, language, facts, secret, urgent, made_at, expires_at, due_at)
    on notice to meterside_portal;

grant select on login, account_access, contact, consent, usage_alert, usage_alert_version, provider_event to meterside_alerts;
grant select, insert on alert_evaluation, notice_attempt, address_failure, provider_event_taken, audit_event to meterside_alerts;
grant select on notice to meterside_alerts;
grant insert (key, kind, account, login, contact, medium, address, language, evaluation, facts, secret, urgent, made_at, expires_at, due_at)
    on notice to meterside_alerts;
grant update (secret, due_at, state, reason, tries, claimed_at, provider_id, sent_at, settled_at) on notice to meterside_alerts;
