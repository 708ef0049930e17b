-- The house: what the billing system says, the reads, and who may sign in.
--
-- Every instant is timestamptz and every local day a date computed in Java from the usage point's zone; SQL never says
-- now(). Quantities are whole billionths of their unit. Spans are half-open ranges.

create extension if not exists timescaledb;
create extension if not exists btree_gist;

-- What the billing system says: written by ingest's registry only ---------------------------------------------------

create table usage_point (
    id        bigint generated always as identity primary key,
    number    text not null unique,
    commodity text not null check (commodity in ('electricity', 'water', 'gas')),
    zone      text not null,
    class     text,
    size_band text,
    station   text,
    address   text
);
comment on table usage_point is 'A place where a commodity is delivered (ESPI UsagePoint). It outlives every meter installed there.';
comment on column usage_point.id is 'Our id, used in URLs.';
comment on column usage_point.number is 'The billing system''s number of the point.';
comment on column usage_point.commodity is 'What is delivered: electricity, water or gas.';
comment on column usage_point.zone is 'IANA time zone, such as America/New_York. Never changes: days and bills are cut by it.';
comment on column usage_point.class is 'Customer class, such as residential; compares like with like.';
comment on column usage_point.size_band is 'Size band within the class; compares like with like.';
comment on column usage_point.station is 'Weather station whose days stand beside this point''s.';
comment on column usage_point.address is 'How the customer would name the place, such as 14 Alder Street.';

create table meter (
    id            bigint generated always as identity primary key,
    maker         text not null,
    serial        text not null,
    dials         smallint,
    register_unit text,
    register_step numeric,
    flow_limit    numeric,
    unique (maker, serial)
);
comment on table meter is 'A device that counts. Replaceable; never the identity of a customer''s usage.';
comment on column meter.id is 'Our id.';
comment on column meter.maker is 'Maker, with the serial the meter''s name.';
comment on column meter.serial is 'Serial number, unique per maker.';
comment on column meter.dials is 'How many digits the counter has before it rolls over.';
comment on column meter.register_unit is 'Unit the counter shows.';
comment on column meter.register_step is 'Smallest step of the counter, in register_unit.';
comment on column meter.flow_limit is 'The most that can pass in an hour, in register_unit.';

create table meter_installation (
    id             bigint generated always as identity primary key,
    meter          bigint not null references meter,
    usage_point    bigint not null references usage_point,
    during         tstzrange not null,
    multiplier     numeric not null default 1 check (multiplier > 0),
    start_register numeric,
    end_register   numeric,
    constraint a_meter_is_in_one_place_at_a_time exclude using gist (meter with =, during with &&)
);
create index on meter_installation (usage_point);
comment on table meter_installation is 'When a meter was at a usage point.';
comment on column meter_installation.id is 'Our id.';
comment on column meter_installation.meter is 'The meter.';
comment on column meter_installation.usage_point is 'Where it is.';
comment on column meter_installation.during is 'From installation to removal.';
comment on column meter_installation.multiplier is 'Applied once, to differences of the counter (CT and PT ratios); interval reads come multiplied.';
comment on column meter_installation.start_register is 'What the counter showed when installed.';
comment on column meter_installation.end_register is 'What it showed when removed.';

create table channel (
    id          integer generated always as identity primary key,
    usage_point bigint not null references usage_point,
    quantity    text not null,
    flow        text not null check (flow in ('delivered', 'received', 'net', 'total')),
    kind        text not null check (kind in ('delta', 'register')),
    unit        text not null,
    length      text not null,
    during      tstzrange not null,
    constraint one_channel_of_a_kind_at_a_time
        exclude using gist (usage_point with =, quantity with =, flow with =, kind with =, during with &&)
);
create index on channel (usage_point);
comment on table channel is 'One quantity in one direction at one usage point (ESPI MeterReading and ReadingType). Runs on through a meter exchange.';
comment on column channel.id is 'Our id, used in URLs; four bytes, since every read carries it.';
comment on column channel.usage_point is 'Where it is measured.';
comment on column channel.quantity is 'What is measured: energy, volume, demand …';
comment on column channel.flow is 'delivered to the customer, received from them, net (delivered less received) or total (their sum).';
comment on column channel.kind is 'delta: use per interval; register: what the counter shows.';
comment on column channel.unit is 'Unit of storage, such as kWh, gal, ft3, therm.';
comment on column channel.length is 'PT15M, PT30M, PT1H, P1D (a local day), or irregular for registers.';
comment on column channel.during is 'When the channel exists.';

create table feed_key (
    id      bigint generated always as identity primary key,
    feed    text not null,
    key     text not null,
    channel integer not null references channel,
    during  tstzrange not null,
    constraint a_key_means_one_channel_at_a_time exclude using gist (feed with =, key with =, during with &&)
);
create index on feed_key (channel);
comment on table feed_key is 'What a feed calls a channel. Reads are placed by (feed, key, instant); ids are never normalised.';
comment on column feed_key.id is 'Our id.';
comment on column feed_key.feed is 'Name of the feed, such as cmep.';
comment on column feed_key.key is 'The feed''s own key, to the letter.';
comment on column feed_key.channel is 'The channel it means.';
comment on column feed_key.during is 'When it means that channel.';

create table account (
    id     bigint generated always as identity primary key,
    number text not null unique,
    name   text not null
);
comment on table account is 'A customer''s account (ESPI CustomerAccount).';
comment on column account.id is 'Our id, used in URLs.';
comment on column account.number is 'The billing system''s number, printed on bills.';
comment on column account.name is 'Who holds it.';

create table service_agreement (
    id          bigint generated always as identity primary key,
    account     bigint not null references account,
    usage_point bigint not null references usage_point,
    during      tstzrange not null,
    rate        text,
    cycle       text,
    constraint one_agreement_per_point_at_a_time exclude using gist (usage_point with =, during with &&)
);
create index on service_agreement (account);
comment on table service_agreement is 'Who is served at a usage point, and when (ESPI CustomerAgreement). Decides whose reads are whose.';
comment on column service_agreement.id is 'Our id.';
comment on column service_agreement.account is 'The account.';
comment on column service_agreement.usage_point is 'The point it is served at.';
comment on column service_agreement.during is 'Begins and ends at local midnight of the point, so that no day belongs to two tenants.';
comment on column service_agreement.rate is 'The billing system''s rate code.';
comment on column service_agreement.cycle is 'The billing system''s cycle code.';

-- Files and reads: written by ingest only ---------------------------------------------------------------------------

create table source_file (
    id          bigint generated always as identity primary key,
    sha256      bytea not null unique check (length(sha256) = 32),
    feed        text not null,
    name        text not null,
    bytes       bigint not null,
    state       text not null check (state in ('received', 'publishing', 'published', 'stored', 'refused')),
    reason      text,
    records     integer not null default 0,
    blocks      integer,
    received_at timestamptz not null,
    stored_at   timestamptz
);
create index on source_file (state) where state not in ('stored', 'refused');
comment on table source_file is 'A file taken from a feed, once: its content''s SHA-256 claims it.';
comment on column source_file.id is 'Our id; below 2^39, see read_block.id.';
comment on column source_file.sha256 is 'SHA-256 of the bytes as received.';
comment on column source_file.feed is 'The feed it was read as.';
comment on column source_file.name is 'Its name as received.';
comment on column source_file.bytes is 'Its size as received.';
comment on column source_file.state is 'received, publishing (being read), published (all blocks on Kafka), stored (all blocks in the database), or refused whole.';
comment on column source_file.reason is 'Why it was refused, in words.';
comment on column source_file.records is 'Records read: lines that are neither blank, comment nor header.';
comment on column source_file.blocks is 'How many blocks it made; known once published.';
comment on column source_file.received_at is 'When it was claimed.';
comment on column source_file.stored_at is 'When its last block was stored.';

create table read_rejection (
    source_file bigint not null,
    sequence    integer not null,
    first_line  integer not null,
    code        text not null,
    last_line   integer not null,
    key         text,
    reads       integer not null,
    detail      text not null,
    block       bytea,
    rejected_at timestamptz not null,
    retaken_at  timestamptz,
    primary key (source_file, sequence, first_line, code)
);
create index read_rejection_waiting on read_rejection (key) where block is not null and retaken_at is null;
comment on table read_rejection is 'A record that was refused, and why. The rest of its file was taken.';
comment on column read_rejection.source_file is 'The file.';
comment on column read_rejection.sequence is 'The block, from 1; 0 when the line did not become one.';
comment on column read_rejection.first_line is 'First line refused, from 1.';
comment on column read_rejection.code is 'Stable code, such as unknown-key.';
comment on column read_rejection.last_line is 'Last line refused.';
comment on column read_rejection.key is 'What the feed called the channel, if that much could be read.';
comment on column read_rejection.reads is 'How many reads were refused with it.';
comment on column read_rejection.detail is 'The reason in a sentence.';
comment on column read_rejection.block is 'The block as published, kept when it may yet be taken: its key was unknown.';
comment on column read_rejection.rejected_at is 'When.';
comment on column read_rejection.retaken_at is 'When the registry had brought the key and the block was stored after all.';

create table read_block (
    id          bigint primary key,
    channel     integer,
    feed        text not null,
    key         text not null,
    origin      text not null check (origin in ('feed', 'edit', 'estimate')),
    stamped_at  timestamptz not null,
    first_line  integer not null,
    last_line   integer not null,
    raw_quality text,
    unit        text not null,
    accepted    integer not null,
    corrected   integer not null,
    unchanged   integer not null,
    rejected    integer not null,
    billionths  numeric,
    first_at    timestamptz,
    last_at     timestamptz,
    stored_at   timestamptz not null
);
comment on table read_block is 'What the reads of one block share, and what became of them. A block is processed once, however often it is sent.';
comment on column read_block.id is 'source_file.id × 2^24 + sequence: the same block of the same file has the same id, always.';
comment on column read_block.channel is 'The channel, or null when it could not be placed.';
comment on column read_block.feed is 'The feed.';
comment on column read_block.key is 'What the feed calls the channel.';
comment on column read_block.origin is 'feed: sent by a head-end; edit: approved by staff; estimate: made by us. With a read''s quality it gives the read''s rank.';
comment on column read_block.stamped_at is 'When the source says it made the record.';
comment on column read_block.first_line is 'First line of the file.';
comment on column read_block.last_line is 'Last line of the file.';
comment on column read_block.raw_quality is 'The feed''s own quality codes, run by run.';
comment on column read_block.unit is 'Unit of storage.';
comment on column read_block.accepted is 'Reads that were new.';
comment on column read_block.corrected is 'Reads that replaced an older version.';
comment on column read_block.unchanged is 'Reads that changed nothing: known already, or older than what is known.';
comment on column read_block.rejected is 'Reads refused on placing.';
comment on column read_block.billionths is 'Sum of its interval reads that were not refused; null for registers.';
comment on column read_block.first_at is 'Start of its first read not refused.';
comment on column read_block.last_at is 'End of its last read not refused.';
comment on column read_block.stored_at is 'When it was processed; what was known on a day is told by it.';

create table interval_read (
    start      timestamptz not null,
    billionths bigint not null,
    block      bigint not null,
    channel    integer not null,
    seconds    integer not null,
    quality    smallint not null
);
select create_hypertable('interval_read', by_range('start', interval '7 days'), create_default_indexes => false);
create unique index interval_read_key on interval_read (channel, start);
comment on table interval_read is 'The current version of each interval read. No row means no read: missing is not zero.';
comment on column interval_read.start is 'When the interval begins.';
comment on column interval_read.billionths is 'Use in the interval, billionths of the channel''s unit; negative where the channel may be.';
comment on column interval_read.block is 'read_block.id it came in.';
comment on column interval_read.channel is 'channel.id; no foreign key, for the sake of speed.';
comment on column interval_read.seconds is 'How long the interval is.';
comment on column interval_read.quality is 'ESPI QualityOfReading: 0 valid, 7 edited, 8 estimated, 10 questionable, 11 derived, 12 forecast, 14 raw.';

create table interval_read_revision (
    start      timestamptz not null,
    billionths bigint not null,
    block      bigint not null,
    channel    integer not null,
    seconds    integer not null,
    quality    smallint not null,
    revised_at timestamptz not null
);
select create_hypertable('interval_read_revision', by_range('start', interval '28 days'), create_default_indexes => false);
create unique index interval_read_revision_key on interval_read_revision (channel, start, block);
comment on table interval_read_revision is 'Versions of interval reads that are not current: superseded, or older than what was known when they came.';
comment on column interval_read_revision.start is 'When the interval begins.';
comment on column interval_read_revision.billionths is 'Use, billionths of the channel''s unit.';
comment on column interval_read_revision.block is 'read_block.id it came in.';
comment on column interval_read_revision.channel is 'channel.id.';
comment on column interval_read_revision.seconds is 'How long the interval is.';
comment on column interval_read_revision.quality is 'ESPI QualityOfReading.';
comment on column interval_read_revision.revised_at is 'When it ceased to be current, or came too late to be.';

create table register_read (
    at         timestamptz not null,
    billionths bigint not null,
    block      bigint not null,
    channel    integer not null,
    quality    smallint not null
);
select create_hypertable('register_read', by_range('at', interval '28 days'), create_default_indexes => false);
create unique index register_read_key on register_read (channel, at);
comment on table register_read is 'What a meter''s counter showed at an instant. Never added to interval reads.';
comment on column register_read.at is 'When it was read.';
comment on column register_read.billionths is 'The counter, billionths of the channel''s unit, before the installation''s multiplier.';
comment on column register_read.block is 'read_block.id it came in.';
comment on column register_read.channel is 'channel.id.';
comment on column register_read.quality is 'ESPI QualityOfReading.';

create table usage_day (
    channel          integer not null,
    day              date not null,
    billionths       numeric not null,
    covered_seconds  integer not null,
    expected_seconds integer not null,
    reads            smallint not null,
    quality          smallint not null,
    digest           bigint not null,
    confirmed_block  bigint,
    primary key (channel, day)
);
comment on table usage_day is 'One function of all current reads of a channel that start in one local day. Not true while the day is in usage_day_due.';
comment on column usage_day.channel is 'channel.id.';
comment on column usage_day.day is 'Local day of the usage point.';
comment on column usage_day.billionths is 'Sum of its reads, billionths of the channel''s unit.';
comment on column usage_day.covered_seconds is 'Seconds that the reads cover.';
comment on column usage_day.expected_seconds is 'Seconds the local day has: 82,800 to 90,000.';
comment on column usage_day.reads is 'How many reads.';
comment on column usage_day.quality is 'The worst quality among them.';
comment on column usage_day.digest is 'Digest of (start, seconds, billionths, quality) of its reads in order: a day sent again is known as unchanged without being read.';
comment on column usage_day.confirmed_block is 'The newest block that sent this whole day; no read of the day is older than it. Null while none did.';

create table usage_day_due (
    channel integer not null,
    day     date not null,
    due_at  timestamptz not null,
    primary key (channel, day)
);
create index on usage_day_due (due_at);
comment on table usage_day_due is 'Days whose reads changed since usage_day was written. Readers compute them from the reads.';
comment on column usage_day_due.channel is 'channel.id.';
comment on column usage_day_due.day is 'Local day.';
comment on column usage_day_due.due_at is 'Rolled up when it has been quiet until then.';

create table ingest_offset (
    cluster        text not null,
    topic_id       text not null,
    partition      integer not null,
    stored_next    bigint not null,
    announced_next bigint not null check (announced_next <= stored_next),
    primary key (cluster, topic_id, partition)
);
comment on table ingest_offset is 'How far meter-reads is stored and announced; moved by compare-and-set in the storing transaction.';
comment on column ingest_offset.cluster is 'Kafka''s cluster id: offsets of another cluster mean nothing.';
comment on column ingest_offset.topic_id is 'Kafka''s topic id: so a topic made anew is another topic.';
comment on column ingest_offset.partition is 'Partition.';
comment on column ingest_offset.stored_next is 'First offset not yet stored.';
comment on column ingest_offset.announced_next is 'First offset not yet announced; at start everything from here is announced again.';

-- Who may sign in: written by the portal only ----------------------------------------------------------------------

create table login (
    id            bigint generated always as identity primary key,
    email         text not null unique check (email = lower(email)),
    password_hash text not null,
    created_at    timestamptz not null
);
comment on table login is 'Someone who can sign in.';
comment on column login.id is 'Our id.';
comment on column login.email is 'E-mail address, lower case.';
comment on column login.password_hash is 'Argon2id, encoded with its parameters.';
comment on column login.created_at is 'When it was made.';

create table session (
    token_hash   bytea primary key check (length(token_hash) = 32),
    login        bigint not null references login,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    ended_at     timestamptz
);
create index on session (login);
comment on table session is 'A signed-in browser.';
comment on column session.token_hash is 'SHA-256 of the 256-bit token in the cookie; the token itself is never stored.';
comment on column session.login is 'Whose it is.';
comment on column session.created_at is 'It ends 12 hours after, at the latest.';
comment on column session.last_seen_at is 'It ends 30 minutes after, if idle.';
comment on column session.ended_at is 'When it was ended by sign-out, password change or staff.';

create table sign_in_failure (
    subject       bytea primary key check (length(subject) = 32),
    failures      integer not null,
    failed_at     timestamptz not null
);
comment on table sign_in_failure is 'Failed sign-ins, to slow down guessing.';
comment on column sign_in_failure.subject is 'SHA-256 of what is being guessed at or from: an e-mail address or a network address.';
comment on column sign_in_failure.failures is 'Failures in a row.';
comment on column sign_in_failure.failed_at is 'The last one.';

create table account_access (
    login      bigint not null references login,
    account    bigint not null references account,
    granted_at timestamptz not null,
    ended_at   timestamptz,
    primary key (login, account)
);
create index on account_access (account);
comment on table account_access is 'Which login may see which account. What of the account''s usage points it sees, service_agreement decides.';
comment on column account_access.login is 'The login.';
comment on column account_access.account is 'The account.';
comment on column account_access.granted_at is 'Since when.';
comment on column account_access.ended_at is 'Until when; null while it lasts.';

-- Grants: each process writes what it owns and nothing else. Migrate makes the roles, with passwords from the environment.

grant usage on schema public to meterside_ingest, meterside_alerts, meterside_portal;

grant select on usage_point, meter, meter_installation, channel, feed_key, account, service_agreement,
    source_file, read_rejection, read_block, interval_read, interval_read_revision, register_read,
    usage_day, usage_day_due to meterside_ingest, meterside_alerts, meterside_portal;
grant select on ingest_offset to meterside_ingest;

grant insert, update on usage_point, meter, meter_installation, channel, feed_key, account, service_agreement
    to meterside_ingest;
grant insert, update on source_file, read_rejection, read_block, interval_read, register_read, usage_day, ingest_offset
    to meterside_ingest;
grant insert on interval_read_revision to meterside_ingest;
grant insert, update, delete on usage_day_due to meterside_ingest;

grant select, insert, update on login, session, account_access to meterside_portal;
grant select, insert, update, delete on sign_in_failure to meterside_portal;
