package meterside.portal.contact;

import java.util.List;
import java.util.regex.Pattern;
import meterside.portal.contact.ContactRepository.Fields;
import meterside.portal.contact.ContactRepository.Stored;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.Proven;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A customer's contacts. Adding and removing need fresh proof of who asks. */
@RestController
@RequestMapping("/api/contacts")
class ContactController {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final List<String> MEDIA = List.of("email", "sms");
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_CODE = 20;

    private final ContactService contacts;
    private final Addresses addresses;

    ContactController(ContactService contacts, Addresses addresses) {
        this.contacts = contacts;
        this.addresses = addresses;
    }

    record ListView(List<ContactView> contacts) {}

    record NewRequest(
            @Nullable String medium,
            @Nullable String address,
            @Nullable String language,
            @Nullable String zone,
            @Nullable Boolean alerts) {}

    /** What is missing stays as it is. */
    record ChangeRequest(
            @Nullable String language,
            @Nullable String zone,
            @Nullable String quietFrom,
            @Nullable String quietTo,
            @Nullable Boolean urgentAtNight,
            @Nullable Boolean alerts) {}

    record CodeRequest(@Nullable String code) {

        @Override
        public String toString() {
            return "CodeRequest"; // a code is never logged
        }
    }

    @GetMapping
    Mono<ListView> list(SignedIn who) {
        return contacts.all(who).map(ContactView::of).collectList().map(ListView::new);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ContactView> add(Proven proven, @RequestBody NewRequest typed, Network from) {
        var medium = Typed.oneOf("medium", typed.medium(), MEDIA);
        var language = Typed.language("language", typed.language());
        var zone = Typed.zone("zone", typed.zone()).getId();
        if (typed.alerts() == null) {
            throw new MalformedRequest("The field alerts is missing.");
        }
        var alerts = typed.alerts();
        return Mono.fromSupplier(() -> new Fields(medium, address(medium, typed.address()), language, zone))
                .subscribeOn(
                        Schedulers.boundedElastic()) // what is known of a country's numbers may have to be read first
                .flatMap(fields -> contacts.add(proven.who(), fields, alerts, from))
                .map(ContactView::of);
    }

    @PostMapping("/{contact}/code")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> sendAgain(SignedIn who, @PathVariable String contact, Network from) {
        return contacts.sendAgain(who, id(contact), from);
    }

    @PostMapping("/{contact}/verification")
    Mono<ContactView> verify(SignedIn who, @PathVariable String contact, @RequestBody CodeRequest typed, Network from) {
        var code = Typed.line("code", typed.code(), LONGEST_CODE);
        return contacts.verify(who, id(contact), code, from).map(ContactView::of);
    }

    @PatchMapping("/{contact}")
    Mono<ContactView> change(
            SignedIn who, @PathVariable String contact, @RequestBody ChangeRequest typed, Network from) {
        return contacts.find(who, id(contact))
                .flatMap(before -> contacts.change(who, before, changed(before, typed), from))
                .map(ContactView::of);
    }

    @DeleteMapping("/{contact}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Proven proven, @PathVariable String contact, Network from) {
        return contacts.remove(proven.who(), id(contact), from);
    }

    private String address(String medium, @Nullable String typed) {
        if (medium.equals("sms")) {
            return addresses.number(Typed.line("address", typed, LONGEST_NUMBER));
        }
        var email = Typed.email("address", typed);
        addresses.mustNotBeAGateway(email);
        return email;
    }

    private static Stored changed(Stored before, ChangeRequest typed) {
        return new Stored(
                before.id(),
                before.medium(),
                before.address(),
                typed.language() == null ? before.language() : Typed.language("language", typed.language()),
                typed.zone() == null
                        ? before.zone()
                        : Typed.zone("zone", typed.zone()).getId(),
                typed.quietFrom() == null ? before.quietFrom() : Typed.time("quietFrom", typed.quietFrom()),
                typed.quietTo() == null ? before.quietTo() : Typed.time("quietTo", typed.quietTo()),
                typed.urgentAtNight() == null ? before.urgentAtNight() : typed.urgentAtNight(),
                typed.alerts() == null ? before.wishesAlerts() : typed.alerts(),
                before.verifiedAt(),
                before.consent(),
                before.trouble());
    }

    /** {@return the id, or 0, which none has, for what is not written as we write ids} */
    private static long id(String text) {
        return ID.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
