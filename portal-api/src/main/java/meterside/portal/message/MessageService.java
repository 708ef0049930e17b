package meterside.portal.message;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import meterside.portal.account.Accounts;
import meterside.portal.audit.Audit;
import meterside.portal.input.CardNumbers;
import meterside.portal.limit.Allowance;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import meterside.portal.session.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Passes what customers write on to the utility's own address, once, answers going straight to them. */
@Service
class MessageService {

    private static final Allowance OF_A_LOGIN = Allowance.anHour(10);
    private static final Allowance FROM_A_NETWORK = Allowance.anHour(50);

    private final Accounts accounts;
    private final Attempts attempts;
    private final Notices notices;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final String utility;

    MessageService(
            Accounts accounts,
            Attempts attempts,
            Notices notices,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_EMAIL}") String utility) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.utility = utility;
    }

    /** @param account its id, or empty */
    Mono<Void> send(SignedIn who, String account, String subject, String text, Network from) {
        var own = account.isEmpty()
                ? Mono.just(Optional.<Accounts.Own>empty())
                : accounts.own(who, account).map(Optional::of);
        return own.delayUntil(about -> attempts.take("messages of login " + who.login(), OF_A_LOGIN)
                        .then(attempts.take("messages from " + from.subject(), FROM_A_NETWORK)))
                .flatMap(about -> passOn(who, about, subject, text, from));
    }

    private Mono<Void> passOn(SignedIn who, Optional<Accounts.Own> about, String subject, String text, Network from) {
        var at = clock.instant();
        var facts = Map.<String, Object>of(
                "from", who.email(),
                "replyTo", who.email(),
                "subject", CardNumbers.masked(subject),
                "text", CardNumbers.masked(text),
                "account", about.map(Accounts.Own::number).orElse(""));
        var key = "message:login:%d:%s:%s".formatted(who.login(), at, facts.hashCode());
        var notice = new Notice(
                key,
                "message",
                about.map(Accounts.Own::id).orElse(null),
                who.login(),
                Recipient.email(utility, "en"),
                facts,
                null,
                false,
                null);
        return notices.tell(notice)
                .then(audit.note(
                        Audit.login(who.login()),
                        "message-sent",
                        about.map(account -> "account:" + account.id()).orElse(Audit.login(who.login())),
                        Map.of(),
                        from.address()))
                .as(transaction::transactional);
    }
}
