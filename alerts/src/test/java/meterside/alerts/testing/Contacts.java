package meterside.alerts.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Customers' contacts and notices to them. Dull by default: verified, agreed, English, New York, quiet from 21 to 8. */
public final class Contacts {

    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final Post post;
    private String language = "en";
    private String zone = "America/New_York";
    private String quietFrom = "21:00";
    private String quietTo = "08:00";
    private boolean urgentAtNight;
    private boolean verified = true;
    private boolean agreed = true;
    private @Nullable Contact same;

    private Contacts(Post post) {
        this.post = post;
    }

    public static Contacts aContact(Post post) {
        return new Contacts(post);
    }

    public Contacts speaking(String other) {
        language = other;
        return this;
    }

    public Contacts in(String otherZone) {
        zone = otherZone;
        return this;
    }

    public Contacts quiet(String from, String to) {
        quietFrom = from;
        quietTo = to;
        return this;
    }

    public Contacts urgentAtNight() {
        urgentAtNight = true;
        return this;
    }

    /** Another contact of the same person. */
    public Contacts alsoOf(Contact other) {
        same = other;
        return this;
    }

    public Contacts notVerified() {
        verified = false;
        return this;
    }

    public Contacts notAgreed() {
        agreed = false;
        return this;
    }

    public Contact sms() {
        return insert("sms", "+1202555" + NUMBERS.incrementAndGet());
    }

    public Contact email() {
        return insert("email", "ann%d@example.com".formatted(NUMBERS.incrementAndGet()));
    }

    private Contact insert(String medium, String address) {
        var login = same == null ? login() : same.login();
        var account = same == null ? account() : same.account();
        var id = Long.parseLong(
                post.sql("""
                insert into contact (login, medium, address, language, zone, quiet_from, quiet_to, urgent_at_night, added_at, verified_at)
                values (?, ?, ?, ?, ?, cast(? as time), cast(? as time), ?, '2026-01-01T00:00:00Z',
                        case when ? then timestamptz '2026-01-01T00:00:00Z' end) returning id
                """, login, medium, address, language, zone, quietFrom, quietTo, urgentAtNight, verified));
        if (agreed) {
            post.sql("""
                    insert into consent (medium, address, purpose, given, source, wording, contact, given_at)
                    values (?, ?, 'alerts', true, 'page', 'alerts-page-1', ?, '2026-01-01T00:00:00Z')
                    """, medium, address, id);
        }
        return new Contact(post, id, login, account, medium, address);
    }

    private long login() {
        return Long.parseLong(post.sql(
                "insert into login (email, password_hash, created_at) values (?, 'x', '2026-01-01T00:00:00Z') returning id",
                "login%d@example.com".formatted(NUMBERS.incrementAndGet())));
    }

    private long account() {
        return Long.parseLong(post.sql(
                "insert into account (number, name) values (?, 'Ann') returning id", "A-" + NUMBERS.incrementAndGet()));
    }

    /** A contact that is there. */
    public record Contact(Post post, long id, long login, long account, String medium, String address) {

        /** {@return the notice's id} */
        public long alert() {
            return alert("usage-threshold", false);
        }

        public long alert(String kind, boolean urgent) {
            return notice(kind, urgent, null);
        }

        /** {@return the id of a notice of the decision} */
        public long told(String kind, long decision) {
            return notice(kind, false, decision);
        }

        private long notice(String kind, boolean urgent, @Nullable Long decision) {
            return Long.parseLong(post.sql(
                    """
                    insert into notice (key, kind, account, login, contact, evaluation, facts, urgent, made_at, due_at)
                    values (?, ?, ?, ?, ?, ?, '{"commodity":"water","day":"2026-11-21","value":"412.5","threshold":"400","unit":"gal"}',
                            ?, ?, ?) returning id
                    """,
                    "%s:test:%d".formatted(kind, NUMBERS.incrementAndGet()),
                    kind,
                    account,
                    login,
                    id,
                    decision,
                    urgent,
                    post.clock.instant(),
                    post.clock.instant()));
        }

        /** {@return the id of a decision of an alert that goes here only} */
        public long decision() {
            return Long.parseLong(post.sql("""
                    with a as (insert into usage_alert (account, login, commodity, made_at)
                               values (?, ?, 'water', '2026-11-01Z') returning id),
                         v as (insert into usage_alert_version (alert, kind, threshold, unit, count_estimates, contacts, made_at)
                               select id, 'daily', 400000000000, 'gal', false, array[?::bigint], '2026-11-01Z'::timestamptz
                               from a returning id)
                    insert into alert_evaluation (version, day, window_start, window_end, billionths, unit, threshold, quality,
                                                  covered_seconds, expected_seconds, arrived_at, decided_at, reads)
                    select id, '2026-11-21'::date, '2026-11-21T05:00Z'::timestamptz, '2026-11-22T05:00Z'::timestamptz,
                           412500000000, 'gal', 400000000000, 0, 3600, 86400, cast(? as timestamptz), cast(? as timestamptz), '[]'
                    from v returning id
                    """, account, login, id, post.clock.instant(), post.clock.instant()));
        }

        /** {@return the Message-ID of each e-mail taken for it} */
        public List<String> mails() {
            return post.mails().stream()
                    .filter(one -> one.fact("to").equals(address))
                    .map(one -> one.fact("id"))
                    .toList();
        }

        /** {@return each text taken for it} */
        public List<String> texts() {
            return post.texts().stream()
                    .filter(one -> one.fact("to").equals(address))
                    .map(one -> one.fact("body"))
                    .toList();
        }

        /** {@return the notice's id} */
        public long code(String code) {
            return Long.parseLong(post.sql(
                    """
                    insert into notice (key, kind, login, contact, facts, secret, urgent, made_at, expires_at, due_at)
                    values (?, 'verify-contact', ?, ?, '{}', ?, true, ?, ?, ?) returning id
                    """,
                    "verify-contact:%d".formatted(NUMBERS.incrementAndGet()),
                    login,
                    id,
                    code,
                    post.clock.instant(),
                    post.clock.instant().plusSeconds(600),
                    post.clock.instant()));
        }
    }
}
