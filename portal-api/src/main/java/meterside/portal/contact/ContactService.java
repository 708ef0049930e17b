package meterside.portal.contact;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import meterside.portal.audit.Audit;
import meterside.portal.code.CodeRefused;
import meterside.portal.code.Codes;
import meterside.portal.code.Codes.Purpose;
import meterside.portal.code.Codes.Wanted;
import meterside.portal.consent.Consents;
import meterside.portal.consent.Declaration;
import meterside.portal.contact.ContactRepository.Fields;
import meterside.portal.contact.ContactRepository.Stored;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Network;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import meterside.portal.session.SignedIn;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds contacts, has their owners show that they are theirs, changes and removes them, and tells of it. */
@Service
class ContactService {

    private static final int MOST = 10;

    private final ContactRepository contacts;
    private final Codes codes;
    private final Consents consents;
    private final Notices notices;
    private final Letters letters;
    private final Flood flood;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ContactService(
            ContactRepository contacts,
            Codes codes,
            Consents consents,
            Notices notices,
            Letters letters,
            Flood flood,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.contacts = contacts;
        this.codes = codes;
        this.consents = consents;
        this.notices = notices;
        this.letters = letters;
        this.flood = flood;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    Flux<Stored> all(SignedIn who) {
        return contacts.all(who.login());
    }

    Mono<Stored> find(SignedIn who, long contact) {
        return contacts.find(who.login(), contact).switchIfEmpty(Mono.error(ContactNotFound::new));
    }

    /** {@return the new contact, to which a code is on its way} The login's own address and the old e-mail contacts are told. */
    Mono<Stored> add(SignedIn who, Fields fields, boolean alerts, Network from) {
        return contacts.all(who.login())
                .collectList()
                .filter(known -> known.size() < MOST)
                .switchIfEmpty(
                        Mono.error(() -> new ContactRefused("You have %d contacts: remove one first.".formatted(MOST))))
                .delayUntil(known -> flood.mayBeSent(who.login(), fields.medium(), fields.address(), from))
                .flatMap(known -> contacts.insert(who.login(), fields, alerts, null, clock.instant())
                        .switchIfEmpty(Mono.error(() -> new ContactRefused("You have this contact already.")))
                        .delayUntil(id -> note(who, "contact-added", id, Map.of("medium", fields.medium()), from))
                        .delayUntil(id -> send(who, id, fields.language()))
                        .delayUntil(id -> Flux.fromIterable(known)
                                .filter(old -> old.isVerified()
                                        && old.medium().equals("email")
                                        && !old.address().equals(who.email()))
                                .concatMap(old -> tell(
                                        who,
                                        "contact-added:%d:%d".formatted(id, old.id()),
                                        "contact-added",
                                        new Recipient.Contact(old.id()),
                                        ZoneId.of(old.zone()),
                                        fields))
                                .then())
                        .delayUntil(id -> letters.tell(who.login(), who.email(), "contact-added", facts(fields)))
                        .as(transaction::transactional))
                .flatMap(id -> find(who, id));
    }

    /** Sends another code; the ones before are worth nothing. */
    Mono<Void> sendAgain(SignedIn who, long id, Network from) {
        return find(who, id)
                .delayUntil(contact -> flood.mayBeSent(who.login(), contact.medium(), contact.address(), from))
                .flatMap(contact -> codes.retire(id)
                        .then(send(who, id, contact.language()))
                        .then(note(who, "contact-code-sent", id, Map.of(), from))
                        .as(transaction::transactional));
    }

    /** {@return the contact, verified} What was wished for when it was added becomes consent only now. */
    Mono<Stored> verify(SignedIn who, long id, String code, Network from) {
        return find(who, id)
                .flatMap(contact -> codes.openOf(id)
                        .switchIfEmpty(Mono.error(CodeRefused::new))
                        .delayUntil(open -> codes.check(open, Purpose.CONTACT, code))
                        .flatMap(open -> codes.use(open, Purpose.CONTACT)
                                .then(contacts.verify(id, clock.instant()))
                                .then(note(who, "contact-verified", id, Map.of(), from))
                                .then(contact.alertsWished() ? consents.give(word(contact, from)) : Mono.empty())
                                .as(transaction::transactional)))
                .then(find(who, id));
    }

    /** {@return the contact, changed} */
    Mono<Stored> change(SignedIn who, Stored before, Stored after, Network from) {
        var word = word(after, from);
        var consent = before.wishesAlerts() == after.alertsWished() || !before.isVerified()
                ? Mono.<Void>empty()
                : after.alertsWished() ? consents.give(word) : consents.take(word);
        return contacts.update(after)
                .then(consent)
                .then(note(who, "contact-changed", after.id(), Map.of("alerts", after.alertsWished()), from))
                .as(transaction::transactional)
                .then(find(who, after.id()));
    }

    /** Removes it. Its owner is told there, if they had shown that it is theirs. */
    Mono<Void> remove(SignedIn who, long id, Network from) {
        return find(who, id)
                .filterWhen(contact -> contacts.remove(id, clock.instant()))
                .flatMap(contact -> {
                    var fields = new Fields(contact.medium(), contact.address(), contact.language(), contact.zone());
                    var there = new Recipient.Address(contact.medium(), contact.address(), contact.language());
                    var toldThere = contact.isVerified() && contact.trouble() == null
                            ? tell(
                                    who,
                                    "contact-removed:" + id,
                                    "contact-removed",
                                    there,
                                    ZoneId.of(contact.zone()),
                                    fields)
                            : Mono.<Void>empty();
                    return codes.retire(id)
                            .then(note(who, "contact-removed", id, Map.of("medium", contact.medium()), from))
                            .then(toldThere);
                })
                .as(transaction::transactional);
    }

    private Mono<Void> send(SignedIn who, long contact, String language) {
        return codes.make(new Wanted(Purpose.CONTACT, who.login(), contact, null, null, language))
                .flatMap(made -> notices.tell(new Notice(
                        "verify-contact:" + made.id(),
                        "verify-contact",
                        null,
                        who.login(),
                        new Recipient.Contact(contact),
                        Map.of(),
                        made.code(),
                        true,
                        Codes.GOOD_FOR)));
    }

    private Mono<Void> tell(SignedIn who, String key, String kind, Recipient to, ZoneId zone, Fields fields) {
        var facts = new HashMap<>(facts(fields));
        facts.put("at", Letters.time(clock.instant(), zone));
        return notices.tell(new Notice(key, kind, null, who.login(), to, facts, null, true, null));
    }

    /** What is told of a contact: how it is recognised, never all of it. */
    private static Map<String, Object> facts(Fields fields) {
        return Map.of("medium", fields.medium(), "masked", masked(fields.address()));
    }

    /** Enough to know one's own by, and too little for whoever reads along. */
    static String masked(String address) {
        var at = address.indexOf('@');
        return at < 0
                ? "…" + address.substring(Math.max(0, address.length() - 4))
                : address.charAt(0) + "…" + address.substring(at);
    }

    private Mono<Void> note(SignedIn who, String action, long contact, Map<String, Object> detail, Network from) {
        return audit.note(Audit.login(who.login()), action, "contact:" + contact, detail, from.address());
    }

    private static Declaration word(Stored contact, Network from) {
        return Declaration.onPage(contact.medium(), contact.address(), contact.id(), Consents.WORDING, from.address());
    }
}
