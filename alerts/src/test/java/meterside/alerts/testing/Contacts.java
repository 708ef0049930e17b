package meterside.alerts.testing;

import java.util.concurrent.atomic.AtomicInteger;

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
        var login = Long.parseLong(post.sql(
                "insert into login (email, password_hash, created_at) values (?, 'x', '2026-01-01T00:00:00Z') returning id",
                "login%d@example.com".formatted(NUMBERS.incrementAndGet())));
        var account = Long.parseLong(post.sql(
                "insert into account (number, name) values (?, 'Ann') returning id", "A-" + NUMBERS.incrementAndGet()));
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

    /** A contact that is there. */
    public record Contact(Post post, long id, long login, long account, String medium, String address) {

        /** {@return the notice's id} */
        public long alert() {
            return alert("usage-threshold", false);
        }

        public long alert(String kind, boolean urgent) {
            return Long.parseLong(post.sql(
                    """
                    insert into notice (key, kind, account, login, contact, facts, urgent, made_at, due_at)
                    values (?, ?, ?, ?, ?, '{"commodity":"water","day":"2026-11-21","value":"412.5","threshold":"400","unit":"gal"}',
                            ?, ?, ?) returning id
                    """,
                    "%s:test:%d".formatted(kind, NUMBERS.incrementAndGet()),
                    kind,
                    account,
                    login,
                    id,
                    urgent,
                    post.clock.instant(),
                    post.clock.instant()));
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
