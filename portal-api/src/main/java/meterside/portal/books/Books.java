package meterside.portal.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import meterside.portal.allocation.Allocation;
import meterside.portal.allocation.Owed;
import meterside.portal.allocation.Policy;
import meterside.portal.books.Entry.Standing;
import org.jspecify.annotations.Nullable;

/**
 * One account's books while something is posted to them: what is open, whose credit is left, and the entries made so far.
 * Pure: whoever locked the account loads it and stores {@link #posted()}. A preview is the same without the storing.
 *
 * <p>After every posting no charge is open while there is credit, credit is not negative, and no charge is paid above its
 * amount.
 */
public final class Books {

    /**
     * Credit that no charge has taken, by where it came from.
     *
     * @param payment null for a credit on a bill
     */
    public record Credit(@Nullable UUID payment, long cents) {}

    private final long account;
    private final Policy policy;
    private final Map<Long, OpenCharge> open = new LinkedHashMap<>();
    private final List<Credit> credits;
    private final List<Entry> posted = new ArrayList<>();

    /** @param credits the oldest first */
    public Books(long account, Policy policy, List<OpenCharge> open, List<Credit> credits) {
        this.account = account;
        this.policy = policy;
        open.forEach(charge -> this.open.put(charge.charge(), charge));
        this.credits = new ArrayList<>(credits);
    }

    public long account() {
        return account;
    }

    /** {@return what was posted, in order; it is what is to be stored} */
    public List<Entry> posted() {
        return List.copyOf(posted);
    }

    public List<OpenCharge> open() {
        return open.values().stream()
                .sorted(Comparator.comparing(OpenCharge::dueOn).thenComparingLong(OpenCharge::charge))
                .toList();
    }

    public List<Credit> credits() {
        return List.copyOf(credits);
    }

    public long unappliedCents() {
        return credits.stream().mapToLong(Credit::cents).sum();
    }

    public long receivableCents() {
        return open.values().stream().mapToLong(OpenCharge::openCents).sum();
    }

    /** A payment comes in and is laid over what is open. {@return what it pays} */
    public Allocated pay(UUID payment, long cents, Book into, String cause, LocalDate on) {
        post(Entry.of(cause, account, into, Book.UNAPPLIED, cents, null, payment, on), null);
        var shares = settle(cause, on, payment);
        return new Allocated(
                shares, cents - shares.stream().mapToLong(Share::paysCents).sum());
    }

    /** A fee on top of a payment: it goes through and touches nothing the customer owes (rule PY13). */
    public void fee(UUID payment, long cents, Book into, String cause, LocalDate on) {
        post(Entry.of(cause, account, into, Book.FEES, cents, null, payment, on), null);
    }

    /** A charge comes to be owed. Of a credit: its amount becomes the customer's. */
    public void charge(OpenCharge charge, String cause, LocalDate on) {
        var entry = Entry.ofCharge(charge, cause, account, on);
        post(entry, entry.debit() == Book.RECEIVABLE ? charge.withOpen(0) : null);
    }

    /** Takes entries back exactly, the newest first. */
    public void takeBack(List<Standing> standing, String cause, LocalDate on) {
        standing.reversed().forEach(one -> post(one.entry().reversed(cause, on), one.charge()));
    }

    /**
     * Takes back as many of these allocations, the newest first, as it needs for a payment's credit to reach so much.
     *
     * @param payment null for the credits of bills
     */
    public void free(@Nullable UUID payment, long cents, List<Standing> standing, String cause, LocalDate on) {
        for (var one : standing.reversed()) {
            if (creditOf(payment) >= cents) {
                return;
            }
            var entry = one.entry();
            if (entry.isAllocation() && Objects.equals(entry.payment(), payment) && !isTakenBack(entry)) {
                post(one.entry().reversed(cause, on), one.charge());
            }
        }
    }

    private boolean isTakenBack(Entry entry) {
        return posted.stream().anyMatch(later -> entry.id().equals(later.reverses()));
    }

    /**
     * Money goes back to whoever paid.
     *
     * @throws IllegalStateException if the payment has not left so much
     */
    public void giveBack(UUID payment, long cents, Book from, String cause, LocalDate on) {
        if (creditOf(payment) < cents) {
            throw new IllegalStateException("%d cents are more than payment %s has left".formatted(cents, payment));
        }
        gaveBack(payment, cents, from, cause, on);
    }

    /** Money has gone back already: what the payment has not left for it is {@link #missing}. */
    public void gaveBack(UUID payment, long cents, Book from, String cause, LocalDate on) {
        post(Entry.of(cause, account, Book.UNAPPLIED, from, cents, null, payment, on), null);
    }

    /**
     * {@return the credits that are negative: what was taken back had been given back to the customer before, who now owes it}
     */
    public List<Credit> missing() {
        return credits.stream().filter(credit -> credit.cents() < 0).toList();
    }

    /** The customer owes what is missing of a payment, as a charge. */
    public void owe(OpenCharge charge, @Nullable UUID payment, String cause, LocalDate on) {
        post(
                Entry.of(
                        cause,
                        account,
                        Book.RECEIVABLE,
                        Book.UNAPPLIED,
                        charge.amountCents(),
                        charge.charge(),
                        payment,
                        on),
                charge.withOpen(0));
    }

    /** Lays all credit over what is open, by the policy; the oldest credit pays first (rule PY6). */
    public void settle(String cause, LocalDate on) {
        settle(cause, on, null);
    }

    /** {@return what this payment pays of it} */
    private List<Share> settle(String cause, LocalDate on, @Nullable UUID payment) {
        var owed = open.values().stream()
                .map(charge ->
                        new Owed(charge.charge(), charge.service(), charge.kind(), charge.dueOn(), charge.openCents()))
                .toList();
        var shares = new ArrayList<Share>();
        for (var share : Allocation.of(policy, owed, unappliedCents(), on).shares()) {
            var left = share.cents();
            while (left > 0) {
                var credit = credits.getFirst();
                var before = openCharge(share.owed().charge());
                var pays = Math.min(left, credit.cents());
                post(
                        Entry.of(
                                "allocation:" + cause,
                                account,
                                Book.UNAPPLIED,
                                Book.RECEIVABLE,
                                pays,
                                before.charge(),
                                credit.payment(),
                                on),
                        before);
                left -= pays;
                if (payment != null && payment.equals(credit.payment())) {
                    shares.add(new Share(before, pays, before.openCents() - pays));
                }
            }
        }
        return shares;
    }

    private OpenCharge openCharge(long charge) {
        return Objects.requireNonNull(open.get(charge), "only what is open is allocated to");
    }

    private long creditOf(@Nullable UUID payment) {
        return credits.stream()
                .filter(credit -> Objects.equals(credit.payment(), payment))
                .mapToLong(Credit::cents)
                .sum();
    }

    private void post(Entry entry, @Nullable OpenCharge charge) {
        posted.add(entry);
        if (entry.debit() == Book.RECEIVABLE) {
            open(Objects.requireNonNull(charge), entry.cents());
        } else if (entry.credit() == Book.RECEIVABLE) {
            open(Objects.requireNonNull(charge), -entry.cents());
        }
        if (entry.credit() == Book.UNAPPLIED) {
            credit(entry.payment(), entry.cents());
        } else if (entry.debit() == Book.UNAPPLIED) {
            credit(entry.payment(), -entry.cents());
        }
    }

    private void open(OpenCharge charge, long cents) {
        var known = open.getOrDefault(charge.charge(), charge.withOpen(0));
        var left = known.openCents() + cents;
        if (left < 0 || left > known.amountCents()) {
            throw new IllegalStateException("charge %d of %d cents would have %d left to pay"
                    .formatted(charge.charge(), known.amountCents(), left));
        }
        if (left == 0) {
            open.remove(charge.charge());
        } else {
            open.put(charge.charge(), known.withOpen(left));
        }
    }

    private void credit(@Nullable UUID payment, long cents) {
        for (var place = 0; place < credits.size(); place++) {
            var known = credits.get(place);
            if (Objects.equals(known.payment(), payment)) {
                var sum = known.cents() + cents;
                if (sum == 0) {
                    credits.remove(place);
                } else {
                    credits.set(place, new Credit(payment, sum));
                }
                return;
            }
        }
        credits.add(new Credit(payment, cents));
    }
}
