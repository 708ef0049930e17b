package meterside.portal.allocation;

import java.util.List;
import java.util.Set;

/**
 * A place in the order: the charges that are paid one after another here.
 *
 * @param line where it stands in the policy's file, from 1
 * @param from days past due of the youngest debts it takes; 0 is what is not past due
 * @param to of the oldest; {@link Integer#MAX_VALUE} for no end
 * @param services in order
 * @param byDate true: the oldest first, those of one day by service; false: one service after another, each oldest first
 */
record Step(int line, int from, int to, Set<String> kinds, List<String> services, boolean byDate) {

    Step {
        kinds = Set.copyOf(kinds);
        services = List.copyOf(services);
    }

    boolean takes(String service, String kind, int daysPastDue) {
        return from <= daysPastDue && daysPastDue <= to && kinds.contains(kind) && services.contains(service);
    }
}
