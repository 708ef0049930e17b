package meterside.portal.lifecycle;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.portal.lifecycle.Lifecycle.Edge;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    /** Written by hand, so that an edge that comes or goes is seen: from, by, to. All others move nothing. */
    private static final String LEGAL = """
            scheduled due created
            scheduled withdrawn cancelled
            created opened waiting
            created sent-to-bank authorised
            created paid settled
            created not-paid failed
            created lost-sight unknown
            created withdrawn cancelled
            created expired cancelled
            waiting sent-to-bank authorised
            waiting paid settled
            waiting not-paid failed
            waiting withdrawn cancelled
            waiting expired cancelled
            unknown sent-to-bank authorised
            unknown paid settled
            unknown not-paid failed
            authorised paid settled
            authorised not-paid failed
            failed paid settled
            cancelled paid settled
            settled returned returned
            settled disputed charged-back
            charged-back dispute-won settled
            settled refunded refunded
            refunded refund-failed settled
            refunded returned returned
            refunded disputed charged-back
            settled voided voided
            """;

    @Test
    void everyEventInEveryStateLeadsWhereTheTableSaysOrNowhere() {
        var moves = Stream.of(State.values())
                .flatMap(from -> Stream.of(Event.values()).flatMap(event -> Lifecycle.after(from, event).stream()
                        .map(to -> "%s %s %s".formatted(from.word(), event.word(), to.word()))))
                .collect(toCollection(TreeSet::new));

        assertThat(moves).isEqualTo(LEGAL.lines().collect(toCollection(TreeSet::new)));
        assertThat(Lifecycle.EDGES).hasSameSizeAs(moves);
    }

    /** Or the money of whoever waits there would be lost to them. */
    @Test
    void everyStateLeadsToOneInWhichItMayRest() {
        for (var state : State.values()) {
            if (!state.isRestful()) {
                assertThat(reachable(state)).as("from %s", state).anyMatch(State::isRestful);
                assertThat(Lifecycle.EDGES).as("out of %s", state).anyMatch(edge -> edge.from() == state);
            }
        }
    }

    /** Whatever the provider holds must stand in the ledger. */
    @Test
    void moneyTakenCountsFromEveryStateInWhichWeDoNotHaveIt() {
        var without = EnumSet.of(
                State.CREATED, State.WAITING, State.AUTHORISED, State.UNKNOWN, State.FAILED, State.CANCELLED);

        for (var state : State.values()) {
            assertThat(Lifecycle.after(state, Event.PAID).filter(to -> to == State.SETTLED))
                    .as("paid in %s", state)
                    .matches(to -> to.isPresent() == without.contains(state));
        }
    }

    /** A payment that is settled was never settled before, but for a dispute that was won and a refund that failed. */
    @Test
    void nothingSettlesTwice() {
        var after = new HashSet<Event>();
        for (var edge : Lifecycle.EDGES) {
            if (edge.to() == State.SETTLED && reachable(State.SETTLED).contains(edge.from())) {
                after.add(edge.by());
            }
        }

        assertThat(after).containsExactlyInAnyOrder(Event.DISPUTE_WON, Event.REFUND_FAILED);
    }

    @Test
    void nothingLeadsToTwoPlaces() {
        assertThat(Lifecycle.EDGES.stream().map(edge -> edge.from() + " " + edge.by()))
                .doesNotHaveDuplicates();
    }

    /** They tell what happened and change nothing: the page is still open, or the money was gone already. */
    @Test
    void twoEventsMoveNothing() {
        var idle = EnumSet.allOf(Event.class);
        Lifecycle.EDGES.forEach(edge -> idle.remove(edge.by()));

        assertThat(idle).containsExactlyInAnyOrder(Event.TRY_DECLINED, Event.DISPUTE_LOST);
    }

    @Test
    void wordsLeadBackToWhatTheyStandFor() {
        for (var state : State.values()) {
            assertThat(State.of(state.word())).isEqualTo(state);
        }
        for (var event : Event.values()) {
            assertThat(Event.of(event.word())).isEqualTo(event);
        }
    }

    @Test
    void thePictureInTheDocumentsIsTheGraph() throws IOException {
        var page = Files.readString(Backing.root().resolve("docs/payments.md"));

        assertThat(page).as("docs/payments.md should have this picture").contains(drawn());
    }

    private static String drawn() {
        var edges = Lifecycle.EDGES.stream()
                .map(edge -> "    %s --> %s: %s\n"
                        .formatted(name(edge.from()), name(edge.to()), edge.by().word()))
                .collect(Collectors.joining());
        var rests = Stream.of(State.values())
                .filter(State::isRestful)
                .map(state -> "    %s --> [*]\n".formatted(name(state)))
                .collect(Collectors.joining());
        return """
                ```mermaid
                stateDiagram-v2
                    [*] --> scheduled
                    [*] --> created
                %s%s```
                """.formatted(edges, rests);
    }

    /** Mermaid reads a hyphen as part of an arrow. */
    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static EnumSet<State> reachable(State from) {
        var seen = EnumSet.noneOf(State.class);
        var next = EnumSet.of(from);
        while (!next.isEmpty()) {
            var state = next.iterator().next();
            next.remove(state);
            Lifecycle.EDGES.stream()
                    .filter(edge -> edge.from() == state)
                    .map(Edge::to)
                    .filter(seen::add)
                    .forEach(next::add);
        }
        return seen;
    }
}
