package meterside.portal.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import meterside.portal.lifecycle.Payment;
import meterside.portal.lifecycle.Payment.Standing;
import meterside.portal.lifecycle.State;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Part;
import meterside.portal.wish.Wish;
import meterside.portal.wish.Wish.Payer;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payments and their parts. */
@Repository
class PaymentRepository {

    private static final String PAYMENTS = """
            select p.id, p.login, p.guest_email, p.clerk, p.kind, p.origin, p.fee_cents, p.currency, p.method,
                   p.reference, p.language, p.scheduled_on, p.save, p.state, p.reason, p.provider_session, p.provider_payment, p.page_url,
                   p.created_at, p.effective_on, p.state_at, p.look_at, p.receipt,
                   (select string_agg(r.account || '=' || r.amount_cents, ',' order by r.account)
                    from payment_part r where r.payment = p.id) as parts
            from payment p
            """;

    private final DatabaseClient db;

    PaymentRepository(DatabaseClient db) {
        this.db = db;
    }

    /** {@return whether the payment is new} */
    Mono<Boolean> insert(
            Wish wish, String currency, State state, Instant now, LocalDate effectiveOn, @Nullable Instant lookAt) {
        var payer = wish.payer();
        var insert = db.sql("""
                        with made as (
                            insert into payment (id, login, guest_email, clerk, kind, origin, amount_cents, fee_cents, currency,
                                                 method, reference, language, request_hash, scheduled_on, save, state, created_at,
                                                 effective_on, state_at, look_at)
                            values (:id, :login, :guestEmail, :clerk, :kind, :origin, :amountCents, :feeCents, :currency,
                                    :method, :reference, :language, decode(:hash, 'hex'), :scheduledOn, :save, :state, :now,
                                    :effectiveOn, :now, :lookAt)
                            on conflict (id) do nothing
                            returning id)
                        insert into payment_part (payment, account, amount_cents)
                        select made.id, part.account, part.cents
                        from made, unnest(cast(:accounts as bigint[]), cast(:cents as bigint[])) as part (account, cents)
                        """)
                .bind("id", wish.key())
                .bind("kind", wish.kind().word())
                .bind("origin", wish.origin().word())
                .bind("amountCents", wish.amountCents())
                .bind("feeCents", wish.feeCents())
                .bind("currency", currency)
                .bind("language", wish.language())
                .bind("save", wish.save())
                .bind("hash", HexFormat.of().formatHex(wish.hash()))
                .bind("state", state.word())
                .bind("now", now)
                .bind("effectiveOn", effectiveOn)
                .bind("accounts", wish.accounts().toArray(Long[]::new))
                .bind("cents", wish.parts().stream().map(Part::cents).toArray(Long[]::new));
        insert = bind(insert, "login", payer.login(), Long.class);
        insert = bind(insert, "guestEmail", payer.guestEmail(), String.class);
        insert = bind(insert, "clerk", payer.clerk(), Long.class);
        insert = bind(insert, "method", wish.method(), Long.class);
        insert = bind(insert, "reference", wish.reference(), String.class);
        insert = bind(insert, "scheduledOn", wish.on(), LocalDate.class);
        return bind(insert, "lookAt", lookAt, Instant.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** {@return whether the payment was made for just this} */
    Mono<Boolean> isOf(Wish wish) {
        return db.sql("select request_hash = decode(:hash, 'hex') from payment where id = :id")
                .bind("id", wish.key())
                .bind("hash", HexFormat.of().formatHex(wish.hash()))
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Payment> find(UUID id) {
        return one(db.sql(PAYMENTS + " where p.id = :id").bind("id", id));
    }

    /** {@return the payment, which nobody else moves until the caller's transaction ends} */
    Mono<Payment> lock(UUID id) {
        return one(db.sql(PAYMENTS + " where p.id = :id for update of p").bind("id", id));
    }

    Mono<Payment> ofProvider(String providerPayment) {
        return one(db.sql(PAYMENTS + " where p.provider_payment = :payment").bind("payment", providerPayment));
    }

    Mono<Payment> onPage(String session) {
        return one(db.sql(PAYMENTS + " where p.provider_session = :session").bind("session", session));
    }

    Flux<Payment> all(List<UUID> ids) {
        return many(db.sql(PAYMENTS + " where p.id = any(:ids) order by p.created_at desc, p.id")
                .bind("ids", ids.toArray(UUID[]::new)));
    }

    /** {@return the newest of a login's other payments of an account whose page is still open} */
    Flux<Payment> waiting(long login, List<Long> accounts, UUID but) {
        return many(db.sql(PAYMENTS + """
                         where p.login = :login and p.state = 'waiting' and p.id <> :but
                           and exists (select from payment_part r where r.payment = p.id and r.account = any(:accounts))
                         order by p.created_at desc, p.id
                         limit 3
                        """)
                .bind("login", login)
                .bind("accounts", accounts.toArray(Long[]::new))
                .bind("but", but));
    }

    Mono<Void> update(UUID id, Standing standing) {
        var update = db.sql("""
                        update payment
                        set state = :state, reason = :reason, provider_session = :session, provider_payment = :payment,
                            page_url = :pageUrl, state_at = :since, look_at = :lookAt, receipt = :receipt
                        where id = :id
                        """)
                .bind("id", id)
                .bind("state", standing.state().word())
                .bind("since", standing.since());
        update = bind(update, "reason", standing.reason(), String.class);
        update = bind(update, "session", standing.session(), String.class);
        update = bind(update, "payment", standing.providerPayment(), String.class);
        update = bind(update, "pageUrl", standing.pageUrl(), String.class);
        update = bind(update, "lookAt", standing.lookAt(), Instant.class);
        return bind(update, "receipt", standing.receipt(), Long.class).then();
    }

    Mono<Long> nextReceipt() {
        return db.sql("select nextval('receipt_number')").mapValue(Long.class).one();
    }

    /** Takes payments up that are due, so that nobody else does before {@code until}. {@return them} */
    Flux<Payment> claimDue(Instant now, Instant until, int most) {
        return db.sql("""
                        with due as (
                            select id from payment where look_at <= :now order by look_at, id limit :most
                            for update skip locked)
                        update payment p set look_at = :until from due where p.id = due.id returning p.id
                        """)
                .bind("now", now)
                .bind("until", until)
                .bind("most", most)
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMapMany(this::all);
    }

    /** {@return whether the payment is the caller's to see to before {@code until}} */
    Mono<Boolean> claim(UUID id, State state, Instant now, Instant until) {
        return db.sql("update payment set look_at = :until where id = :id and state = :state and look_at <= :now")
                .bind("id", id)
                .bind("state", state.word())
                .bind("now", now)
                .bind("until", until)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Has the payment looked at then, if it is still in that state. */
    Mono<Void> lookAt(UUID id, State state, Instant at) {
        return db.sql("update payment set look_at = :at where id = :id and state = :state")
                .bind("id", id)
                .bind("state", state.word())
                .bind("at", at)
                .then();
    }

    private static Mono<Payment> one(GenericExecuteSpec select) {
        return select.mapProperties(Row.class).one().map(Row::payment);
    }

    private static Flux<Payment> many(GenericExecuteSpec select) {
        return select.mapProperties(Row.class).all().map(Row::payment);
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    /** @param parts such as {@code 12=4000,17=250} */
    private record Row(
            UUID id,
            @Nullable Long login,
            @Nullable String guestEmail,
            @Nullable Long clerk,
            String kind,
            String origin,
            long feeCents,
            String currency,
            @Nullable Long method,
            @Nullable String reference,
            String language,
            @Nullable LocalDate scheduledOn,
            boolean save,
            String state,
            @Nullable String reason,
            @Nullable String providerSession,
            @Nullable String providerPayment,
            @Nullable String pageUrl,
            Instant createdAt,
            LocalDate effectiveOn,
            Instant stateAt,
            @Nullable Instant lookAt,
            @Nullable Long receipt,
            String parts) {

        Payment payment() {
            var wish = new Wish(
                    id,
                    Origin.of(origin),
                    new Payer(login, guestEmail, clerk),
                    Kind.of(kind),
                    Arrays.stream(parts.split(",", -1)).map(Row::part).toList(),
                    feeCents,
                    method,
                    scheduledOn,
                    save,
                    false,
                    language,
                    reference);
            var standing = new Standing(
                    State.of(state), reason, providerSession, providerPayment, pageUrl, stateAt, lookAt, receipt);
            return new Payment(wish, currency, createdAt, effectiveOn, standing);
        }

        private static Part part(String text) {
            var at = text.indexOf('=');
            return new Part(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
        }
    }
}
