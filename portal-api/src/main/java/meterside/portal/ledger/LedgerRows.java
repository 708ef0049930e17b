package meterside.portal.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Book;
import meterside.portal.books.Books;
import meterside.portal.books.Books.Credit;
import meterside.portal.books.Entry;
import meterside.portal.books.Entry.Standing;
import meterside.portal.books.OpenCharge;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statements that both requests (R2DBC) and commands (JDBC) send, and what comes back. Each parameter stands once, so that
 * it can be a name for the one and a place for the other.
 */
public final class LedgerRows {

    /** What our advisory locks are known by: any number that nobody else in this database uses. */
    private static final int OURS = 7_172;

    /** One account's books are kept anew when so many entries came since the last time. */
    public static final long MOST_SINCE_CLOSE = 400;

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Shares the lock that a command which posts to very many takes alone, then takes each account's. In order, or two could
     * wait for each other.
     */
    public static final String LOCK = """
            select pg_advisory_xact_lock_shared(%1$d, 0)::text
            union all
            select pg_advisory_xact_lock(%1$d, key)::text
            from (select distinct (account %% 2147483646 + 1)::integer as key
                  from unnest(cast(:accounts as bigint[])) as account order by key) keys
            """.formatted(OURS);

    /** Waits for all who post. */
    public static final String LOCK_ALL = "select pg_advisory_xact_lock(%d, 0)::text".formatted(OURS);

    private static final String CHARGE =
            "json_build_array(c.id, c.bill, b.number, c.service, c.kind, c.due_on, lower(c.during), c.amount_cents, %s)";

    private static final String STATE_OF = """
            select a.account, s.entries, s.open, s.credits
            from %s as a (account)
            left join lateral (select l.through_seq, l.open, l.credits from ledger_close l where l.account = a.account
                               order by l.through_seq desc limit 1) closed on true
            cross join lateral (
                with since as materialized (
                    select e.seq, e.debit, e.credit, e.charge, e.payment, e.amount_cents as cents
                    from ledger_entry e
                    where e.account = a.account and e.seq > coalesce(closed.through_seq, 0)),
                owed as (
                    select charge, sum(cents) as cents
                    from (select charge, case when debit = 'receivable' then cents else -cents end as cents
                          from since where 'receivable' in (debit, credit)
                          union all
                          select key::bigint, value::bigint from jsonb_each_text(closed.open)) moved
                    group by charge having sum(cents) <> 0),
                given as (
                    select payment, min(place) as place, sum(cents) as cents
                    from (select payment, seq as place, case when credit = 'unapplied' then cents else -cents end as cents
                          from since where 'unapplied' in (debit, credit)
                          union all
                          select nullif(pair ->> 0, '')::uuid, place - 1000000000, (pair ->> 1)::bigint
                          from jsonb_array_elements(closed.credits) with ordinality as known (pair, place)) moved
                    group by payment having sum(cents) <> 0)
                select (select count(*) from since) as entries,
                       (select json_agg(%s order by c.due_on, c.id)::text
                        from owed o join charge c on c.id = o.charge left join bill b on b.id = c.bill) as open,
                       (select json_agg(json_build_array(g.payment, g.cents) order by g.place)::text from given g) as credits) s
            """;

    /** The last close and the entries since: what is open, and which credit is left by the payment it came from. */
    public static final String STATE =
            STATE_OF.formatted("unnest(cast(:accounts as bigint[]))", CHARGE.formatted("o.cents"));

    /**
     * The same of one account. To the planner an array could have any length, so it never trusts a plan for all of them and plans
     * anew each time, which takes longer than the answer; of a single value it keeps one from the sixth time on.
     */
    public static final String STATE_OF_ONE =
            STATE_OF.formatted("(values (cast(:account as bigint)))", CHARGE.formatted("o.cents"));

    /** Entries that are neither taken back nor take back; {@code %s} says which. */
    public static final String STANDING = """
            select json_agg(json_build_array(e.id, e.account, e.debit, e.credit, e.amount_cents, e.charge, e.payment, e.cause,
                                             e.effective_on, case when c.id is not null then %s end) order by e.seq)::text as found
            from ledger_entry e
            left join charge c on c.id = e.charge
            left join bill b on b.id = c.bill
            where %%s and e.reverses is null and not exists (select from ledger_entry r where r.reverses = e.id)
            """.formatted(CHARGE.formatted("0"));

    /** A bill's charges that cost something. */
    public static final String CHARGES = """
            select json_agg(%s order by c.id)::text
            from charge c join bill b on b.id = c.bill
            where c.bill = ? and c.amount_cents > 0
            """.formatted(CHARGE.formatted("0"));

    public static final String INSERT = """
            insert into ledger_entry (id, account, debit, credit, amount_cents, charge, payment, cause, reverses, effective_on,
                                      posted_at)
            select e.id::uuid, e.account, e.debit, e.credit, e.cents, nullif(e.charge, '')::bigint,
                   nullif(e.payment, '')::uuid, e.cause, nullif(e.reverses, '')::uuid, e.day::date, cast(:at as timestamptz)
            from unnest(cast(:ids as text[]), cast(:accounts as bigint[]), cast(:debits as text[]), cast(:credits as text[]),
                        cast(:cents as bigint[]), cast(:charges as text[]), cast(:payments as text[]), cast(:causes as text[]),
                        cast(:reversed as text[]), cast(:days as text[]))
                 with ordinality as e (id, account, debit, credit, cents, charge, payment, cause, reverses, day, place)
            order by e.place
            on conflict (id) do nothing
            """;

    public static final String FEE = """
            with known as (select cast(:account as bigint) as account, cast(:due as date) as due_on,
                                  cast(:cents as bigint) as cents, cast(:note as text) as note, cast(:cause as text) as cause),
            made as (
                insert into charge (account, service, kind, due_on, amount_cents, basis, note, cause)
                select account, 'other', 'fee', due_on, cents, 'flat', note, cause from known
                on conflict (cause) where cause is not null do nothing
                returning id)
            select id from made union all select c.id from charge c join known k on k.cause = c.cause
            """;

    public static final String CLOSE = """
            insert into ledger_close (account, through_seq, receivable_cents, unapplied_cents, open, credits, closed_at)
            select k.account, (select max(e.seq) from ledger_entry e where e.account = k.account),
                   k.receivable, k.unapplied, k.open::jsonb, k.credits::jsonb, cast(:at as timestamptz)
            from unnest(cast(:accounts as bigint[]), cast(:receivable as bigint[]), cast(:unapplied as bigint[]),
                        cast(:open as text[]), cast(:credits as text[])) as k (account, receivable, unapplied, open, credits)
            on conflict do nothing
            """;

    private LedgerRows() {}

    /**
     * An account's books as stored.
     *
     * @param entries how many came since the last close
     */
    public record State(long account, long entries, List<OpenCharge> open, List<Credit> credits) {

        public State {
            open = List.copyOf(open);
            credits = List.copyOf(credits);
        }

        public Books books(Policy policy) {
            return new Books(account, policy, open, credits);
        }

        public long unappliedCents() {
            return credits.stream().mapToLong(Credit::cents).sum();
        }
    }

    /** Books as they are kept, {@code open} and {@code credits} as JSON. */
    public record Closing(long receivableCents, long unappliedCents, String open, String credits) {

        public static Closing of(Books books) {
            return new Closing(
                    books.receivableCents(),
                    books.unappliedCents(),
                    books.open().stream()
                            .map(charge -> "\"%d\":%d".formatted(charge.charge(), charge.openCents()))
                            .collect(Collectors.joining(",", "{", "}")),
                    books.credits().stream()
                            .map(credit -> "[\"%s\",%d]"
                                    .formatted(credit.payment() == null ? "" : credit.payment(), credit.cents()))
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }

    /** {@return each entry's value as text, empty where it has none} */
    public static String[] texts(List<Entry> entries, Function<Entry, @Nullable Object> value) {
        return entries.stream()
                .map(value)
                .map(found -> found == null ? "" : found.toString())
                .toArray(String[]::new);
    }

    public static State state(long account, long entries, @Nullable String open, @Nullable String credits) {
        return new State(
                account,
                entries,
                charges(open),
                items(credits).stream()
                        .map(pair -> new Credit(uuid(pair.get(0)), pair.get(1).longValue()))
                        .toList());
    }

    public static List<Standing> standing(@Nullable String found) {
        return items(found).stream()
                .map(row -> new Standing(
                        new Entry(
                                UUID.fromString(row.get(0).stringValue()),
                                row.get(1).longValue(),
                                Book.of(row.get(2).stringValue()),
                                Book.of(row.get(3).stringValue()),
                                row.get(4).longValue(),
                                number(row.get(5)),
                                uuid(row.get(6)),
                                row.get(7).stringValue(),
                                null,
                                LocalDate.parse(row.get(8).stringValue())),
                        row.get(9).isNull() ? null : charge(row.get(9))))
                .toList();
    }

    public static List<OpenCharge> charges(@Nullable String found) {
        return items(found).stream().map(LedgerRows::charge).toList();
    }

    public static OpenCharge fee(long id, long cents, LocalDate dueOn) {
        return new OpenCharge(id, null, null, "other", "fee", dueOn, null, cents, cents);
    }

    private static OpenCharge charge(JsonNode row) {
        return new OpenCharge(
                row.get(0).longValue(),
                number(row.get(1)),
                row.get(2).isNull() ? null : row.get(2).stringValue(),
                row.get(3).stringValue(),
                row.get(4).stringValue(),
                LocalDate.parse(row.get(5).stringValue()),
                row.get(6).isNull() ? null : LocalDate.parse(row.get(6).stringValue()),
                row.get(7).longValue(),
                row.get(8).longValue());
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isNull() ? null : node.longValue();
    }

    private static @Nullable UUID uuid(JsonNode node) {
        return node.isNull() ? null : UUID.fromString(node.stringValue());
    }

    private static List<JsonNode> items(@Nullable String array) {
        var items = new ArrayList<JsonNode>();
        if (array != null && !array.isEmpty()) {
            StreamSupport.stream(JSON.readTree(array).spliterator(), false).forEach(items::add);
        }
        return items;
    }
}
