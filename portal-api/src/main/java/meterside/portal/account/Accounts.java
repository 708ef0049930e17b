package meterside.portal.account;

import java.util.List;
import java.util.regex.Pattern;
import meterside.portal.session.Reader;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What someone may see. An account or channel that does not exist, is another customer's, or has a malformed id is the
 * same {@link AccountNotFound} or {@link ChannelNotFound}, after the same queries.
 */
@Service
public class Accounts {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final AccountRepository accounts;
    private final ChannelRepository channels;

    Accounts(AccountRepository accounts, ChannelRepository channels) {
        this.accounts = accounts;
        this.channels = channels;
    }

    /** An account of whoever asked. */
    public record Own(long id, String number) {}

    /** {@return the account, or {@link AccountNotFound}} */
    public Mono<Own> own(Reader who, String account) {
        var id = idOf(account);
        return accounts.all(who.login())
                .flatMap(all -> Mono.justOrEmpty(all.stream()
                        .filter(one -> one.id() == id && who.reaches(id))
                        .findFirst()))
                .map(found -> new Own(found.id(), found.number()))
                .switchIfEmpty(Mono.error(AccountNotFound::new));
    }

    /** {@return whether the account is one of theirs} */
    public Mono<Boolean> sees(Reader who, long account) {
        return accounts.maySee(who.login(), account).map(sees -> sees && who.reaches(account));
    }

    Mono<List<AccountRepository.Stored>> all(Reader who) {
        return accounts.all(who.login())
                .map(all -> all.stream().filter(one -> who.reaches(one.id())).toList());
    }

    /** {@return the channels of all accounts they may see, account by account} */
    public Mono<List<Channel>> channels(Reader who) {
        return all(who).flatMapIterable(accounts -> accounts)
                .concatMap(account -> channels.all(who.login(), account.id()))
                .concatMapIterable(found -> found)
                .collectList();
    }

    /** {@return the account's channels, or {@link AccountNotFound}} */
    public Mono<List<Channel>> channels(Reader who, String account) {
        var id = within(who, idOf(account));
        return channels.all(who.login(), id)
                .flatMap(found -> found.isEmpty() ? mustSee(who, id).thenReturn(found) : Mono.just(found));
    }

    /** {@return the channel as far as the account reaches, or {@link AccountNotFound} or {@link ChannelNotFound}} */
    public Mono<Channel> channel(Reader who, String account, String channel) {
        var id = within(who, idOf(account));
        var channelId = idOf(channel);
        return channels.one(who.login(), id, channelId > Integer.MAX_VALUE ? 0 : (int) channelId)
                .switchIfEmpty(mustSee(who, id).then(Mono.error(ChannelNotFound::new)));
    }

    /**
     * {@return what the account reaches at a usage point, at least one channel, or {@link AccountNotFound} or
     * {@link UsagePointNotFound}}
     */
    public Mono<List<Channel>> at(Reader who, String account, String usagePoint) {
        var id = idOf(usagePoint);
        return channels(who, account)
                .map(all -> all.stream()
                        .filter(channel -> channel.usagePoint().value() == id)
                        .toList())
                .filter(there -> !there.isEmpty())
                .switchIfEmpty(Mono.error(UsagePointNotFound::new));
    }

    /** {@return the account, or 0, which none has, for one that the reader does not reach} */
    private static long within(Reader who, long account) {
        return who.reaches(account) ? account : 0;
    }

    private Mono<Boolean> mustSee(Reader who, long account) {
        return accounts.maySee(who.login(), account)
                .filter(allowed -> allowed)
                .switchIfEmpty(Mono.error(AccountNotFound::new));
    }

    /** {@return the id, or 0, which none has, for what is not written as we write ids} */
    private static long idOf(String text) {
        return ID.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
