package meterside.portal.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import meterside.portal.allocation.Allocation.Share;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final int ROUNDS = 1_000;

    /** Rule PY5's property, over policies and debts by chance. */
    @Test
    void paysExactlyTheSmallerOfPaymentAndDebtAndNothingAboveACharge() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var chance = new RandomPolicies(random);
        for (var round = 0; round < ROUNDS; round++) {
            var policy = chance.policy();
            var owed = chance.debts(TODAY);
            var debt = owed.stream().mapToLong(Owed::openCents).sum();
            var cents = random.nextLong(debt + 2_000 + 1);

            var allocation = Allocation.of(policy, owed, cents, TODAY);

            var told = "seed %d, round %d".formatted(seed, round);
            var allocated = allocation.shares().stream().mapToLong(Share::cents).sum();
            assertThat(allocated).as(told).isEqualTo(Math.min(cents, debt));
            assertThat(allocation.restCents()).as(told).isEqualTo(cents - allocated);
            assertThat(allocation.shares()).as(told).allSatisfy(share -> assertThat(share.cents())
                    .isBetween(1L, share.owed().openCents()));
            assertThat(allocation.shares().stream()
                            .map(share -> share.owed().charge())
                            .collect(Collectors.toSet()))
                    .as(told)
                    .hasSameSizeAs(allocation.shares());
            onlyTheLastIsPaidInPart(told, allocation.shares());
        }
    }

    private static void onlyTheLastIsPaidInPart(String told, List<Share> shares) {
        for (var share : shares.subList(0, Math.max(0, shares.size() - 1))) {
            assertThat(share.cents()).as(told).isEqualTo(share.owed().openCents());
        }
    }

    @Test
    void doesNotDependOnTheOrderInWhichDebtsAreTold() {
        var seed = new Random().nextLong();
        var chance = new RandomPolicies(new Random(seed));
        for (var round = 0; round < 300; round++) {
            var policy = chance.policy();
            var owed = chance.debts(TODAY);
            var other = new ArrayList<>(owed);
            Collections.shuffle(other, new Random(seed));

            assertThat(Allocation.of(policy, other, 10_000, TODAY))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(Allocation.of(policy, owed, 10_000, TODAY));
        }
    }

    /** Two payments one after the other pay what one of both would: what is paid first does not change what comes next. */
    @Test
    void twoPaymentsPayWhatOneOfTheirSumWouldUnderADatedOrder() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var chance = new RandomPolicies(random);
        var policy = Policies.find("riverton");
        for (var round = 0; round < 300; round++) {
            var owed = chance.debts(TODAY);
            var first = random.nextLong(20_000);
            var second = random.nextLong(20_000);

            var afterFirst = left(owed, Allocation.of(policy, owed, first, TODAY));
            var both = left(afterFirst, Allocation.of(policy, afterFirst, second, TODAY));

            assertThat(both)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(left(owed, Allocation.of(policy, owed, first + second, TODAY)));
        }
    }

    private static List<Owed> left(List<Owed> owed, Allocation allocation) {
        var left = new ArrayList<Owed>();
        for (var debt : owed) {
            var paid = allocation.shares().stream()
                    .filter(share -> share.owed().charge() == debt.charge())
                    .mapToLong(Share::cents)
                    .sum();
            if (paid < debt.openCents()) {
                left.add(new Owed(debt.charge(), debt.service(), debt.kind(), debt.dueOn(), debt.openCents() - paid));
            }
        }
        return left;
    }

    @Test
    void leavesAllOfAPaymentWhereNothingIsOwed() {
        assertThat(Allocation.of(Policies.find("lake-mary"), List.of(), 500, TODAY))
                .isEqualTo(new Allocation(List.of(), 500));
    }

    @Test
    void refusesWhatIsNoAmount() {
        assertThatThrownBy(() -> Allocation.of(Policies.find("lake-mary"), List.of(), -1, TODAY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
