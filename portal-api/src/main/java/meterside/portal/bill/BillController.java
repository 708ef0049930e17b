package meterside.portal.bill;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A customer's bills. */
@RestController
class BillController {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final List<String> LANGUAGES = List.of("en", "es");

    private final BillService bills;

    BillController(BillService bills) {
        this.bills = bills;
    }

    @GetMapping("/api/accounts/{account}/bills")
    Mono<BillView.All> bills(
            SignedIn who, @PathVariable String account, @RequestParam(required = false) @Nullable String before) {
        if (before != null && !ID.matcher(before).matches()) {
            throw new MalformedRequest("before is the id of a bill.");
        }
        return bills.all(who, account, before == null ? null : Long.valueOf(before));
    }

    @GetMapping("/api/accounts/{account}/bills/{bill}")
    Mono<BillView> bill(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String bill,
            @RequestHeader(name = "Accept-Language", defaultValue = "") String acceptLanguage) {
        var id = ID.matcher(bill).matches() ? Long.parseLong(bill) : 0;
        return bills.one(who, account, id, preferred(acceptLanguage).equals("es"));
    }

    private static String preferred(String acceptLanguage) {
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? LANGUAGES.getFirst() : found;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.getFirst();
        }
    }
}
