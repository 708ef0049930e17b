package meterside.portal.account;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import meterside.metering.LocalDays;
import meterside.portal.account.AccountRepository.Stored;
import meterside.portal.session.Reader;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The accounts someone may see, and what is measured for each. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {

    private final Accounts accounts;
    private final Freshness freshness;

    AccountController(Accounts accounts, Freshness freshness) {
        this.accounts = accounts;
        this.freshness = freshness;
    }

    record AccountsView(List<AccountView> accounts) {}

    record AccountView(
            String id,
            String number,
            String name,
            @Nullable String address,
            @Nullable String from,
            @Nullable String to) {}

    record ChannelsView(List<ChannelView> channels) {}

    record ChannelView(
            String id,
            String usagePoint,
            String commodity,
            String quantity,
            String flow,
            String kind,
            String unit,
            String length,
            String zone,
            @Nullable String address,
            @Nullable String from,
            @Nullable String to,
            @Nullable String completeThrough,
            @Nullable String station) {}

    @GetMapping
    Mono<AccountsView> accounts(Reader who) {
        return accounts.all(who)
                .map(found -> new AccountsView(
                        found.stream().map(AccountController::view).toList()));
    }

    @GetMapping("/{account}/channels")
    Mono<ChannelsView> channels(Reader who, @PathVariable String account) {
        return accounts.channels(who, account).flatMap(found -> freshness
                .of(found)
                .map(through -> new ChannelsView(found.stream()
                        .map(channel -> view(channel, through.get(channel.id())))
                        .toList())));
    }

    private static AccountView view(Stored account) {
        var days = new LocalDays(account.zone() == null ? ZoneOffset.UTC : ZoneId.of(account.zone()));
        return new AccountView(
                Long.toString(account.id()),
                account.number(),
                account.name(),
                account.address(),
                time(days, instant(account.startsAt())),
                time(days, instant(account.endsAt())));
    }

    private static ChannelView view(Channel channel, @Nullable Instant completeThrough) {
        var stored = channel.stored();
        return new ChannelView(
                Integer.toString(stored.id()),
                Long.toString(stored.usagePoint()),
                stored.commodity(),
                stored.quantity(),
                stored.flow(),
                stored.kind(),
                stored.unit(),
                stored.length(),
                stored.zone(),
                stored.address(),
                time(channel.days(), channel.from()),
                time(channel.days(), channel.to()),
                time(channel.days(), completeThrough),
                stored.station());
    }

    private static @Nullable Instant instant(@Nullable Long seconds) {
        return seconds == null || seconds == CustomerScope.OPEN.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable String time(LocalDays days, @Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(days.offsetAt(instant)).toString();
    }
}
