-- Bills, the ledger and payments: what is owed, what was paid, and every cent between.
--
-- Money is whole cents of the utility's currency. Tables called insert-only have no UPDATE and no DELETE for anyone, their
-- owner included. No card number and no bank account number is in any of them: the provider's hosted page takes those.

-- Bills: written by portal billing only ------------------------------------------------------------------------------

create table bill_import (
    id          bigint generated always as identity primary key,
    sha256      bytea not null unique check (length(sha256) = 32),
    name        text not null,
    format      text not null check (format in ('csv', 'json')),
    currency    text not null check (currency ~ '^[A-Z]{3}$'),
    bills       integer not null,
    charges     integer not null,
    payments    integer not null default 0,
    total_cents bigint not null,
    imported_at timestamptz not null
);
comment on table bill_import is 'A file of bills taken from the billing system, once: its content''s SHA-256 claims it. Insert-only.';
comment on column bill_import.id is 'Our id.';
comment on column bill_import.sha256 is 'SHA-256 of the bytes as received.';
comment on column bill_import.name is 'Its name as received.';
comment on column bill_import.format is 'csv or json.';
comment on column bill_import.currency is 'ISO code; the utility''s own.';
comment on column bill_import.bills is 'How many bills it brought; agreed with its control totals.';
comment on column bill_import.charges is 'How many charges.';
comment on column bill_import.payments is 'How many payments of the past.';
comment on column bill_import.total_cents is 'The sum of its bills'' totals.';
comment on column bill_import.imported_at is 'When.';

create table bill (
    id          bigint generated always as identity primary key,
    number      text not null,
    version     smallint not null default 1 check (version > 0),
    account     bigint not null references account,
    issued_on   date not null,
    due_on      date not null,
    during      daterange not null,
    total_cents bigint not null,
    corrects    bigint references bill,
    reason      text,
    reason_es   text,
    import      bigint not null references bill_import,
    digest      bytea check (length(digest) = 32),
    unique (number, version)
);
create index on bill (account, issued_on desc, id desc);
create unique index bill_corrected_once on bill (corrects) where corrects is not null; -- of very many bills few are corrections
comment on table bill is 'A bill (ESPI Statement) of the billing system, insert-only. A corrected one is a new version that reverses and replaces (RB12).';
comment on column bill.id is 'Our id, used in URLs.';
comment on column bill.number is 'The billing system''s number, printed on it.';
comment on column bill.version is '1, and one more with each correction.';
comment on column bill.account is 'The account billed.';
comment on column bill.issued_on is 'Date of the bill, in the utility''s zone.';
comment on column bill.due_on is 'Last day to pay without a late fee, in the utility''s zone.';
comment on column bill.during is 'The days it bills, half-open; the widest of its charges'' where they differ.';
comment on column bill.total_cents is 'The sum of its charges, credits taken off; negative when the utility owes.';
comment on column bill.corrects is 'The bill it replaces; of a bill the version that no other corrects stands.';
comment on column bill.reason is 'Why it was corrected, a sentence for the customer.';
comment on column bill.reason_es is 'The same in Spanish, where the billing system has it.';
comment on column bill.import is 'The file it came in.';
comment on column bill.digest is 'SHA-256 of all it says, so that the same bill in another file is known.';

create table charge (
    id             bigint generated always as identity primary key,
    bill           bigint references bill,
    account        bigint not null references account,
    service        text not null check (service in ('electricity', 'gas', 'water', 'sewer', 'solid-waste', 'stormwater', 'fire', 'ambulance', 'other')),
    kind           text not null check (kind in ('service', 'penalty', 'fee', 'agreement', 'credit')),
    usage_point    bigint references usage_point,
    during         daterange,
    due_on         date not null,
    amount_cents   bigint not null check (amount_cents >= 0),
    quantity       bigint,
    unit           text,
    basis          text not null check (basis in ('measured', 'estimated', 'flat')),
    start_register numeric,
    end_register   numeric,
    note           text,
    note_es        text,
    reversed_by    bigint references bill,
    cause          text,
    check (kind <> 'service' or during is not null),
    check ((quantity is null) = (unit is null)),
    check ((bill is null) = (cause is not null)),
    constraint no_period_is_billed_twice exclude using gist
        -- service and place as one number: text in such an index costs as much as all else of a bill
        (account with =,
         (coalesce(usage_point, 0) * 16
          + coalesce(array_position(array['electricity', 'gas', 'water', 'sewer', 'solid-waste', 'stormwater', 'fire', 'ambulance', 'other'], service), 0)) with =,
         during with &&)
        where (kind = 'service' and reversed_by is null)
);
create index on charge (account, due_on);
create index on charge (bill);
create unique index charge_of_a_cause on charge (cause) where cause is not null;
comment on table charge is 'What one service costs on one bill, or a fee of ours: the smallest debt that a payment pays. Only reversed_by ever changes.';
comment on column charge.id is 'Our id.';
comment on column charge.bill is 'The bill; null for a fee that arose here, such as for a returned payment.';
comment on column charge.account is 'The account that owes it.';
comment on column charge.service is 'Which service it is for.';
comment on column charge.kind is 'service; penalty: a late fee; fee; agreement: an instalment of a payment agreement; credit: it takes off.';
comment on column charge.usage_point is 'Where it was measured, for metered services.';
comment on column charge.during is 'The local days it bills, half-open. No day of a service is billed twice (RB17).';
comment on column charge.due_on is 'Last day to pay it, in the utility''s zone.';
comment on column charge.amount_cents is 'Cents, never negative; of a credit it is what is taken off.';
comment on column charge.quantity is 'Billed quantity, billionths of unit; null for flat services.';
comment on column charge.unit is 'Its unit, as in channel, or count for carts and homes.';
comment on column charge.basis is 'measured, estimated (no read was there) or flat.';
comment on column charge.start_register is 'What the counter showed at the start, where the bill says.';
comment on column charge.end_register is 'What it showed at the end.';
comment on column charge.note is 'A sentence of the billing system about it, such as of a meter exchange.';
comment on column charge.note_es is 'The same in Spanish, where the billing system has it.';
comment on column charge.reversed_by is 'The corrected bill that reversed it; null while it stands.';
comment on column charge.cause is 'What made a fee of ours, such as return:5f0c…; the same cause is the same charge.';

create table charge_line (
    charge       bigint not null references charge,
    line         smallint not null,
    text         text not null,
    text_es      text,
    quantity     bigint,
    unit         text,
    price        numeric,
    amount_cents bigint not null,
    primary key (charge, line)
);
comment on table charge_line is 'How a charge is made up, line by line; the lines'' sum is the charge. Insert-only.';
comment on column charge_line.charge is 'The charge.';
comment on column charge_line.line is 'From 1, in order.';
comment on column charge_line.text is 'What the bill says, in English.';
comment on column charge_line.text_es is 'The same in Spanish, where the billing system has it.';
comment on column charge_line.quantity is 'Billionths of unit, where it is priced by quantity.';
comment on column charge_line.unit is 'Its unit.';
comment on column charge_line.price is 'Dollars per unit, exact.';
comment on column charge_line.amount_cents is 'Cents, rounded as the billing system rounded it; may be negative.';

create index account_by_number on account (lower(number)); -- guests and clerks type it as they like

-- Payments: written by the portal features named ---------------------------------------------------------------------

create table payment_method (
    id                bigint generated always as identity primary key,
    login             bigint not null references login,
    kind              text not null check (kind in ('card', 'bank')),
    provider_customer text not null,
    provider_method   text not null unique,
    provider_session  text unique,
    label             text not null,
    last4             text not null check (last4 ~ '^[0-9]{4}$'),
    expires_on        date,
    mandate           text,
    added_at          timestamptz not null,
    removed_at        timestamptz,
    forgotten_at      timestamptz
);
create index on payment_method (login) where removed_at is null;
create index payment_method_to_forget on payment_method (removed_at) where removed_at is not null and forgotten_at is null;
comment on table payment_method is 'A card or bank account the provider keeps for a customer, by its token. Written by portal method.';
comment on column payment_method.id is 'Our id, used in URLs.';
comment on column payment_method.login is 'Whose.';
comment on column payment_method.kind is 'card or bank.';
comment on column payment_method.provider_customer is 'What the provider calls the customer.';
comment on column payment_method.provider_method is 'What the provider calls the method: a token that pays nowhere else.';
comment on column payment_method.provider_session is 'The provider''s page on which it was left.';
comment on column payment_method.label is 'Brand or bank, such as Visa.';
comment on column payment_method.last4 is 'Its last four digits, as the provider tells them.';
comment on column payment_method.expires_on is 'Last day of a card''s last month.';
comment on column payment_method.mandate is 'The words by which the customer authorised debits, with version and language (PY11).';
comment on column payment_method.added_at is 'When.';
comment on column payment_method.removed_at is 'When it was removed; null while it lasts.';
comment on column payment_method.forgotten_at is 'When the provider had let go of it too.';

create table method_page (
    id               uuid primary key,
    login            bigint not null references login,
    kind             text not null check (kind in ('card', 'bank')),
    mandate          text not null,
    provider_session text unique,
    asked_at         timestamptz not null,
    look_at          timestamptz
);
create index on method_page (login) where look_at is not null;
create index method_page_to_look_at on method_page (look_at) where look_at is not null;
comment on table method_page is 'A page of the provider''s on which a customer may leave a card or bank account. Written by portal method.';
comment on column method_page.id is 'Our id, and the key under which the provider was asked.';
comment on column method_page.login is 'Whose.';
comment on column method_page.kind is 'card or bank.';
comment on column method_page.mandate is 'The words shown before they went there, with version and language (PY11).';
comment on column method_page.provider_session is 'The provider''s page; null until it was made.';
comment on column method_page.asked_at is 'When it was asked for.';
comment on column method_page.look_at is 'When to ask next what was left on it; null when there is nothing to wait for.';

create table payment (
    id                uuid primary key,
    login             bigint references login,
    guest_email       text,
    clerk             bigint references login,
    kind              text not null check (kind in ('card', 'bank', 'cash', 'cheque')),
    origin            text not null check (origin in ('page', 'guest', 'autopay', 'scheduled', 'counter')),
    amount_cents      bigint not null check (amount_cents > 0),
    fee_cents         bigint not null check (fee_cents >= 0),
    currency          text not null check (currency ~ '^[A-Z]{3}$'),
    method            bigint references payment_method,
    reference         text,
    language          text not null,
    request_hash      bytea not null check (length(request_hash) = 32),
    scheduled_on      date,
    save              boolean not null default false,
    state             text not null check (state in ('scheduled', 'created', 'waiting', 'authorised', 'settled', 'failed', 'cancelled',
                                                     'unknown', 'returned', 'charged-back', 'refunded', 'voided')),
    reason            text,
    provider_session  text unique,
    provider_payment  text unique,
    page_url          text,
    created_at        timestamptz not null,
    effective_on      date not null,
    state_at          timestamptz not null,
    look_at           timestamptz,
    receipt           bigint unique
);
create index on payment (login, created_at desc);
create index payment_to_look_at on payment (look_at) where look_at is not null;
create index payment_that_saves on payment (state_at) where save;
create index on payment (method) where method is not null;
create index payment_by_autopay_that_failed on payment (state_at) where origin = 'autopay' and state in ('failed', 'returned', 'charged-back');
create sequence receipt_number start 100001;
comment on table payment is 'Someone''s wish to pay, once: its id is the key the browser made, so the same wish is the same payment (PY2). Written by portal payment.';
comment on column payment.id is 'The Idempotency-Key of the wish; also the key under which the provider is asked.';
comment on column payment.login is 'Who pays, if signed in.';
comment on column payment.guest_email is 'Where a guest wants the receipt.';
comment on column payment.clerk is 'Who took it at the counter.';
comment on column payment.kind is 'card or bank, through the provider; cash or cheque, at the counter.';
comment on column payment.origin is 'page, guest, autopay, scheduled (a date ahead) or counter.';
comment on column payment.amount_cents is 'What goes to accounts: the sum of its parts.';
comment on column payment.fee_cents is 'Convenience fee on top, its own line (PY13).';
comment on column payment.currency is 'ISO code; the utility''s own.';
comment on column payment.method is 'The saved method it is to be paid by, if one.';
comment on column payment.reference is 'A cheque''s number, as the clerk typed it.';
comment on column payment.language is 'Language of the page that asked, for the provider''s page and the receipt.';
comment on column payment.request_hash is 'SHA-256 of what was asked: the same key with another body is refused.';
comment on column payment.scheduled_on is 'The utility''s day on which to debit, for payments a date ahead.';
comment on column payment.save is 'Whether the provider is to keep the card or account; asked again after a lost answer, the page must be the same.';
comment on column payment.state is 'A node of the state graph in portal payment; docs/payments.md draws it.';
comment on column payment.reason is 'Why it failed or was returned, a stable word or the provider''s code such as R01.';
comment on column payment.provider_session is 'The provider''s hosted page.';
comment on column payment.provider_payment is 'What the provider calls the payment.';
comment on column payment.page_url is 'Address of the hosted page, while it is open.';
comment on column payment.created_at is 'When it was asked for.';
comment on column payment.effective_on is 'The utility''s day on which it counts: when it was initiated, not when it settled (PY14).';
comment on column payment.state_at is 'Since when it is in its state.';
comment on column payment.look_at is 'When to ask the provider about it, or to debit it, next; null when there is nothing to wait for.';
comment on column payment.receipt is 'Receipt number, given when it settles.';

create table payment_part (
    payment      uuid not null references payment,
    account      bigint not null references account,
    amount_cents bigint not null check (amount_cents > 0),
    primary key (payment, account)
);
create index on payment_part (account);
comment on table payment_part is 'How much of a payment goes to which account; insert-only. Written by portal payment.';
comment on column payment_part.payment is 'The payment.';
comment on column payment_part.account is 'The account.';
comment on column payment_part.amount_cents is 'Cents.';

create table payment_event (
    id         bigint generated always as identity primary key,
    payment    uuid not null references payment,
    at         timestamptz not null,
    event      text not null,
    from_state text not null,
    to_state   text not null,
    cause      text not null,
    detail     jsonb not null,
    unique (payment, event, cause)
);
comment on table payment_event is 'Each move of a payment along the graph, and each event that was not allowed to move it; insert-only. Written by portal payment.';
comment on column payment_event.id is 'Our id.';
comment on column payment_event.payment is 'The payment.';
comment on column payment_event.at is 'When we took it.';
comment on column payment_event.event is 'An edge of the graph, such as paid or returned.';
comment on column payment_event.from_state is 'State before.';
comment on column payment_event.to_state is 'State after; the same when the move was illegal and only noted.';
comment on column payment_event.cause is 'What told us: provider:<its event''s id>, sweep, customer, login:17.';
comment on column payment_event.detail is 'Further facts; never a card or account number.';

create table autopay (
    id         bigint generated always as identity primary key,
    account    bigint not null references account,
    login      bigint not null references login,
    method     bigint not null references payment_method,
    day        smallint check (day between 1 and 28),
    most_cents bigint check (most_cents > 0),
    mandate    text not null,
    made_at    timestamptz not null,
    made_on    date not null,
    ended_at   timestamptz,
    returns    smallint not null default 0,
    paused_at  timestamptz
);
create unique index one_autopay_per_account on autopay (account) where ended_at is null;
comment on table autopay is 'A standing order to pay an account''s bills (PY3). Written by portal autopay.';
comment on column autopay.id is 'Our id.';
comment on column autopay.account is 'The account whose bills it pays.';
comment on column autopay.login is 'Who set it.';
comment on column autopay.method is 'The saved method it debits.';
comment on column autopay.day is 'Day of the month; null: each bill''s due date.';
comment on column autopay.most_cents is 'A bill above this is not debited and the customer is told; null: no limit.';
comment on column autopay.mandate is 'The words by which the customer authorised it, with version and language (PY11).';
comment on column autopay.made_at is 'When it was set.';
comment on column autopay.made_on is 'The utility''s day on which it was set: it pays bills due from then on.';
comment on column autopay.ended_at is 'When it was ended or replaced; null while it lasts.';
comment on column autopay.returns is 'Returned debits in a row; enough of them pause it (PY8).';
comment on column autopay.paused_at is 'Since when it is paused; null while it runs.';

create table autopay_run (
    account    bigint not null references account,
    bill       bigint not null references bill,
    autopay    bigint not null references autopay,
    payment    uuid references payment,
    outcome    text not null check (outcome in ('debited', 'nothing-owed', 'above-limit', 'paused')),
    decided_at timestamptz not null,
    primary key (account, bill)
);
create index on autopay_run (payment) where payment is not null;
comment on table autopay_run is 'What autopay did about a bill, once per account and bill (PY3); insert-only. Written by portal debiting.';
comment on column autopay_run.account is 'The account.';
comment on column autopay_run.bill is 'The bill.';
comment on column autopay_run.autopay is 'The standing order.';
comment on column autopay_run.payment is 'The debit it made.';
comment on column autopay_run.outcome is 'debited, or why not.';
comment on column autopay_run.decided_at is 'When.';

create view autopay_due as
select a.id as autopay, a.account, a.login, a.method, a.most_cents, a.paused_at, b.id as bill, b.number, b.issued_on, b.due_on,
       case when chosen.day > greatest(b.issued_on, a.made_on) then chosen.day else b.due_on end as debit_on
from autopay a
join account_access x on x.login = a.login and x.account = a.account and x.ended_at is null
join bill b on b.account = a.account and b.due_on >= a.made_on and b.total_cents > 0
cross join lateral (select date_trunc('month', b.due_on)::date + (a.day - 1) as day) due_month
cross join lateral (select case when due_month.day > b.due_on then (due_month.day - interval '1 month')::date
                           else due_month.day end as day) chosen
where a.ended_at is null
  and not exists (select from bill n where n.corrects = b.id)
  and not exists (select from autopay_run r where r.account = a.account and r.bill = b.id);
comment on view autopay_due is 'The bills that standing orders have not decided on yet, of accounts that whoever set one still sees, and the utility''s day on which each is to be debited: the chosen day of the month, the last one on or before the due date and after the bill and the order were made; if there is none, the due date.';
comment on column autopay_due.autopay is 'The standing order.';
comment on column autopay_due.account is 'Its account.';
comment on column autopay_due.login is 'Who set it.';
comment on column autopay_due.method is 'The saved method it debits.';
comment on column autopay_due.most_cents is 'Above this nothing is debited; null: no limit.';
comment on column autopay_due.paused_at is 'Since when it is paused; null while it runs.';
comment on column autopay_due.bill is 'The bill, as it stands.';
comment on column autopay_due.number is 'Its number.';
comment on column autopay_due.issued_on is 'Its date.';
comment on column autopay_due.due_on is 'Its due date.';
comment on column autopay_due.debit_on is 'The day to debit, if anything is owed then.';

create table refund (
    id              uuid primary key,
    payment         uuid not null references payment,
    account         bigint not null references account,
    amount_cents    bigint not null check (amount_cents > 0),
    reason          text not null,
    state           text not null check (state in ('asked', 'approved', 'refused', 'sent', 'done', 'failed', 'unknown')),
    asked_by        bigint not null references login,
    asked_at        timestamptz not null,
    decided_by      bigint references login,
    decided_at      timestamptz,
    note            text,
    provider_refund text unique,
    state_at        timestamptz not null,
    look_at         timestamptz,
    check (decided_by is null or decided_by <> asked_by)
);
create index on refund (payment);
create index refund_to_look_at on refund (look_at) where look_at is not null;
comment on table refund is 'Money given back, never more than was captured (PY16). Above a limit a second person decides. Written by portal refund.';
comment on column refund.id is 'The key the clerk''s browser made; also the provider''s.';
comment on column refund.payment is 'The payment it gives back of.';
comment on column refund.account is 'The account it is taken from.';
comment on column refund.amount_cents is 'Cents.';
comment on column refund.reason is 'Why, as the clerk wrote it.';
comment on column refund.state is 'asked (waits for an approver), approved, refused, sent (the provider was asked), done, failed, unknown.';
comment on column refund.asked_by is 'The clerk.';
comment on column refund.asked_at is 'When.';
comment on column refund.decided_by is 'The approver, another person.';
comment on column refund.decided_at is 'When.';
comment on column refund.note is 'What the approver wrote.';
comment on column refund.provider_refund is 'What the provider calls it.';
comment on column refund.state_at is 'Since when it is in its state; of an unknown one since when it was sent.';
comment on column refund.look_at is 'When to send it, or ask about it, next; null when there is nothing to wait for.';

-- The ledger: written by portal ledger only --------------------------------------------------------------------------

create table ledger_entry (
    id           uuid primary key,
    seq          bigint generated always as identity unique,
    account      bigint not null references account,
    debit        text not null,
    credit       text not null,
    amount_cents bigint not null check (amount_cents > 0),
    charge       bigint references charge,
    payment      uuid references payment,
    cause        text not null,
    reverses     uuid references ledger_entry,
    effective_on date not null,
    posted_at    timestamptz not null,
    constraint two_sides check (debit <> credit),
    constraint known_books check (debit in ('receivable', 'unapplied', 'revenue', 'cash', 'fees', 'clearing', 'write-off')
                                  and credit in ('receivable', 'unapplied', 'revenue', 'cash', 'fees', 'clearing', 'write-off')),
    constraint a_receivable_is_of_a_charge check ((debit = 'receivable' or credit = 'receivable') <= (charge is not null))
);
create index on ledger_entry (account, seq);
create unique index ledger_entry_reversed_once on ledger_entry (reverses) where reverses is not null;
create index on ledger_entry (charge) where charge is not null;
create index on ledger_entry (payment) where payment is not null;
create index ledger_entry_at_the_provider on ledger_entry (posted_at) where debit = 'clearing' or credit = 'clearing';
comment on table ledger_entry is 'One balanced movement of money: amount leaves credit and arrives at debit (PY4). Insert-only; what was wrong is reversed by another row.';
comment on column ledger_entry.id is 'Made from its cause, so that a repeat is the same entry.';
comment on column ledger_entry.seq is 'Order of posting within an account, whose postings are made one after the other.';
comment on column ledger_entry.account is 'The customer''s account it concerns.';
comment on column ledger_entry.debit is 'Where the amount arrives: receivable (the customer owes it, for a charge), unapplied (the customer''s credit), revenue, cash (at the counter), clearing (at the provider), fees, write-off.';
comment on column ledger_entry.credit is 'Where it leaves.';
comment on column ledger_entry.amount_cents is 'Positive cents.';
comment on column ledger_entry.charge is 'The charge, where a side is receivable; of a credit the charge that gives it.';
comment on column ledger_entry.payment is 'The payment behind it, if one.';
comment on column ledger_entry.cause is 'What made it, such as bill:17, payment:5f0c…, return:…, refund:…, allocation:….';
comment on column ledger_entry.reverses is 'The entry it takes back, whole; each at most once.';
comment on column ledger_entry.effective_on is 'The utility''s day on which it counts.';
comment on column ledger_entry.posted_at is 'When it was posted.';

create table ledger_close (
    account          bigint not null references account,
    through_seq      bigint not null,
    receivable_cents bigint not null,
    unapplied_cents  bigint not null check (unapplied_cents >= 0),
    open             jsonb not null,
    credits          jsonb not null,
    closed_at        timestamptz not null,
    primary key (account, through_seq)
);
comment on table ledger_close is 'An account''s books at one point, so that a balance costs what came since and not the whole history; insert-only.';
comment on column ledger_close.account is 'The account.';
comment on column ledger_close.through_seq is 'The last entry it counts.';
comment on column ledger_close.receivable_cents is 'What was owed on charges.';
comment on column ledger_close.unapplied_cents is 'The credit not applied to a charge.';
comment on column ledger_close.open is 'The charges not paid in full, {"charge": cents left}.';
comment on column ledger_close.credits is 'Where the credit came from, the oldest first, [["payment", cents left], …]; the payment is empty for credits on bills.';
comment on column ledger_close.closed_at is 'When it was made.';

-- What the provider says it paid out: written by portal settlement only ----------------------------------------------

create table settlement_file (
    id          bigint generated always as identity primary key,
    sha256      bytea not null check (length(sha256) = 32),
    name        text not null,
    day         date not null,
    lines       integer not null,
    gross_cents bigint not null,
    taken_at    timestamptz not null,
    unique (day, sha256) -- the files of two days without a movement are the same
);
comment on table settlement_file is 'A day''s settlement file of the payment provider, taken once; of a day''s files the one taken last stands; insert-only.';
comment on column settlement_file.id is 'Our id.';
comment on column settlement_file.sha256 is 'SHA-256 of its bytes.';
comment on column settlement_file.name is 'Its name.';
comment on column settlement_file.day is 'The utility''s day it settles.';
comment on column settlement_file.lines is 'How many lines.';
comment on column settlement_file.gross_cents is 'Their sum before the provider''s own fees.';
comment on column settlement_file.taken_at is 'When.';

create table settlement_line (
    file             bigint not null references settlement_file,
    line             integer not null,
    provider_payment text not null,
    kind             text not null check (kind in ('charge', 'refund', 'dispute', 'return')),
    gross_cents      bigint not null,
    fee_cents        bigint not null,
    primary key (file, line)
);
create index on settlement_line (provider_payment);
comment on table settlement_line is 'A line of a settlement file; insert-only.';
comment on column settlement_line.file is 'The file.';
comment on column settlement_line.line is 'Its line, from 1.';
comment on column settlement_line.provider_payment is 'What the provider calls the payment.';
comment on column settlement_line.kind is 'charge, refund, dispute (charge-back) or return (bank).';
comment on column settlement_line.gross_cents is 'Cents; negative when money goes back.';
comment on column settlement_line.fee_cents is 'What the provider kept.';

create table settlement_difference (
    id               bigint generated always as identity primary key,
    kind             text not null check (kind in ('missing-there', 'missing-here', 'amount', 'twice')),
    provider_payment text not null,
    concerns         text not null check (concerns in ('charge', 'refund', 'dispute', 'return')),
    payment          uuid references payment,
    day              date not null,
    ours_cents       bigint,
    theirs_cents     bigint,
    opened_at        timestamptz not null,
    closed_at        timestamptz,
    closed_by        bigint references login,
    note             text
);
create index on settlement_difference (opened_at) where closed_at is null;
create unique index on settlement_difference (provider_payment, concerns, kind) where closed_at is null;
create index on settlement_difference (provider_payment);
comment on table settlement_difference is 'Where the provider and our ledger disagree (PY18), with its age, until someone or the next file settles it.';
comment on column settlement_difference.id is 'Our id.';
comment on column settlement_difference.kind is 'missing-there: we posted it, they did not settle it; missing-here; amount: both, unequal; twice.';
comment on column settlement_difference.provider_payment is 'What the provider calls the payment.';
comment on column settlement_difference.concerns is 'Which movement of it: the charge, what was given back, a dispute or a return.';
comment on column settlement_difference.payment is 'The payment, where we know one.';
comment on column settlement_difference.day is 'The day it stands out on.';
comment on column settlement_difference.ours_cents is 'Cents by our ledger.';
comment on column settlement_difference.theirs_cents is 'Cents by the file.';
comment on column settlement_difference.opened_at is 'When it was found.';
comment on column settlement_difference.closed_at is 'When it was settled; null while it is open.';
comment on column settlement_difference.closed_by is 'Who closed it; null when a later file did.';
comment on column settlement_difference.note is 'What they wrote.';

comment on column provider_event.provider is 'twilio or stripe.';
comment on column provider_event.provider_key is 'What makes it the same event: the message and its state, the id of a reply, or the provider''s id of the event.';
comment on column provider_event.kind is 'status or reply; of stripe the event''s type.';
comment on column provider_event.facts is 'status: {message, state, error, notice}; reply: {message, from, to, word}; stripe: the ids, state and amounts we act on. Of a reply we could not read the text is kept, of others only the word.';

-- Grants -------------------------------------------------------------------------------------------------------------

grant select on bill_import, bill, charge, charge_line, payment_method, method_page, autopay_due, payment, payment_part, payment_event, autopay, autopay_run, refund,
    ledger_entry, ledger_close, settlement_file, settlement_line, settlement_difference to meterside_portal;
grant insert on bill_import, bill, charge, charge_line, payment_method, method_page, payment, payment_part, payment_event, autopay, autopay_run, refund,
    ledger_entry, ledger_close, settlement_file, settlement_line, settlement_difference to meterside_portal;
grant usage on sequence bill_id_seq, charge_id_seq to meterside_portal; -- ids are given out before COPY
grant update (reversed_by) on charge to meterside_portal;
grant update (removed_at, forgotten_at, label, expires_on) on payment_method to meterside_portal;
grant update (provider_session, look_at) on method_page to meterside_portal;
grant update (state, reason, provider_session, provider_payment, page_url, state_at, look_at, receipt) on payment to meterside_portal;
grant update (ended_at, returns, paused_at) on autopay to meterside_portal;
grant update (state, decided_by, decided_at, note, provider_refund, state_at, look_at) on refund to meterside_portal;
grant update (closed_at, closed_by, note) on settlement_difference to meterside_portal;
grant usage on sequence receipt_number to meterside_portal;
