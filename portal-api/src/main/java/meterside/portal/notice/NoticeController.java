package meterside.portal.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import meterside.portal.account.Accounts;
import meterside.portal.notice.ToldRepository.Stored;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What we told a customer about an account. Others with access to the account see what they were told. */
@RestController
class NoticeController {

    private static final int PAGE = 50;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Accounts accounts;
    private final ToldRepository told;

    NoticeController(Accounts accounts, ToldRepository told) {
        this.accounts = accounts;
        this.told = told;
    }

    record NoticesView(List<NoticeView> notices, boolean more) {}

    record SubjectView(String commodity, @Nullable String channel) {}

    record NoticeView(
            String id,
            String kind,
            String madeAt,
            String medium,
            String address,
            String state,
            @Nullable String reason,
            @Nullable String sentAt,
            @Nullable String settledAt,
            @Nullable String evaluation,
            @Nullable String alert,
            @Nullable SubjectView subject,
            @Nullable String day,
            @Nullable String value,
            @Nullable String threshold,
            @Nullable String unit) {}

    @GetMapping("/api/accounts/{account}/notices")
    Mono<NoticesView> notices(
            SignedIn who, @PathVariable String account, @RequestParam(required = false) @Nullable String before) {
        if (before != null && !ID.matcher(before).matches()) {
            throw new MalformedRequest("before is the id of a notice.");
        }
        var last = before == null ? Long.MAX_VALUE : Long.parseLong(before);
        return accounts.own(who, account)
                .flatMap(own -> told.list(who.login(), own.id(), last, PAGE + 1))
                .map(found -> new NoticesView(
                        found.stream().limit(PAGE).map(NoticeController::view).toList(), found.size() > PAGE));
    }

    private static NoticeView view(Stored notice) {
        var zone = ZoneId.of(notice.zone());
        return new NoticeView(
                Long.toString(notice.id()),
                notice.kind(),
                notice.madeAt().atZone(zone).toOffsetDateTime().toString(),
                notice.medium(),
                Masked.of(notice.medium(), notice.address()),
                notice.state(),
                notice.reason(),
                time(notice.sentAt(), zone),
                time(notice.settledAt(), zone),
                id(notice.evaluation()),
                id(notice.alert()),
                notice.commodity() == null ? null : new SubjectView(notice.commodity(), notice.channel()),
                notice.day(),
                notice.value(),
                notice.threshold(),
                notice.unit());
    }

    private static @Nullable String time(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime().toString();
    }

    private static @Nullable String id(@Nullable Long id) {
        return id == null ? null : Long.toString(id);
    }
}
