package meterside.portal.threshold;

import java.util.List;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.session.SignedIn;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What of an account can be watched. */
@Service
public class Subjects {

    private final Accounts accounts;

    Subjects(Accounts accounts) {
        this.accounts = accounts;
    }

    /** {@return what is named, or that there is no such account or channel} A service without channels answers alike. */
    public Mono<Subject> find(SignedIn who, String account, Subject.Named named) {
        var channel = named.channel();
        if (channel != null) {
            return accounts.channel(who, account, channel)
                    .filter(Channel::hasIntervals)
                    .switchIfEmpty(Mono.error(NothingToWatch::new))
                    .map(found -> new Subject(found, found.commodity(), List.of(found)));
        }
        var commodity = java.util.Objects.requireNonNull(named.commodity());
        return accounts.channels(who, account)
                .map(all -> all.stream()
                        .filter(of -> of.commodity().equals(commodity) && of.isDelivered() && of.hasIntervals())
                        .toList())
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(NothingToWatch::new))
                .map(found -> new Subject(null, commodity, found));
    }
}
