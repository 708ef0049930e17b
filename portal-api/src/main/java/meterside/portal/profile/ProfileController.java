package meterside.portal.profile;

import java.util.Map;
import java.util.Optional;
import meterside.portal.audit.Audit;
import meterside.portal.factor.Factors;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import meterside.portal.staff.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What someone has said about themselves, and what they are to us. */
@RestController
@RequestMapping("/api/profile")
class ProfileController {

    private final Preferences preferences;
    private final Factors factors;
    private final Staff staff;
    private final Audit audit;
    private final TransactionalOperator transaction;

    ProfileController(
            Preferences preferences, Factors factors, Staff staff, Audit audit, TransactionalOperator transaction) {
        this.preferences = preferences;
        this.factors = factors;
        this.staff = staff;
        this.audit = audit;
        this.transaction = transaction;
    }

    record ProfileView(
            String email,
            String language,
            String zone,
            boolean paperless,
            boolean secondFactor,
            int recoveryCodesLeft,
            @Nullable String role) {}

    /** What is missing stays as it is. */
    record ChangeRequest(
            @Nullable String language,
            @Nullable String zone,
            @Nullable Boolean paperless) {}

    @GetMapping
    Mono<ProfileView> show(SignedIn who) {
        return Mono.zip(
                        preferences.find(who.login()),
                        factors.isSet(who.login()),
                        factors.recoveryCodesLeft(who.login()),
                        staff.roleOf(who.login()).singleOptional())
                .map(known -> view(who, known.getT1(), known.getT2(), known.getT3(), known.getT4()));
    }

    @PatchMapping
    Mono<ProfileView> change(SignedIn who, @RequestBody ChangeRequest typed, Network from) {
        var actor = Audit.login(who.login());
        return preferences
                .find(who.login())
                .map(before -> changed(before, typed))
                .flatMap(after -> preferences
                        .put(who.login(), after)
                        .then(audit.note(
                                actor,
                                "profile-changed",
                                actor,
                                Map.of(
                                        "language",
                                        after.language(),
                                        "zone",
                                        after.zone(),
                                        "paperless",
                                        after.paperless()),
                                from.address())))
                .as(transaction::transactional)
                .then(show(who));
    }

    private static Preference changed(Preference before, ChangeRequest typed) {
        return new Preference(
                typed.language() == null ? before.language() : Typed.language("language", typed.language()),
                typed.zone() == null
                        ? before.zone()
                        : Typed.zone("zone", typed.zone()).getId(),
                typed.paperless() == null ? before.paperless() : typed.paperless());
    }

    private static ProfileView view(
            SignedIn who, Preference preference, boolean secondFactor, int recoveryCodesLeft, Optional<String> role) {
        return new ProfileView(
                who.email(),
                preference.language(),
                preference.zone(),
                preference.paperless(),
                secondFactor,
                recoveryCodesLeft,
                role.orElse(null));
    }
}
