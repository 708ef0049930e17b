package meterside.portal.returncode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meterside.portal.returncode.BankingDays.Holiday;
import meterside.portal.returncode.ReturnCode.Then;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What the rules of bank debits say. */
@Component
public class Returns {

    private final Map<String, String> rules = new HashMap<>();
    private final Map<String, ReturnCode> codes = new TreeMap<>();
    private final Map<String, String> changes = new TreeMap<>();
    private final BankingDays bankingDays;

    Returns() {
        var holidays = new ArrayList<Holiday>();
        lines().forEach(line -> read(line, holidays));
        bankingDays = new BankingDays(holidays);
    }

    /** {@return what a code means; empty for one we have no rule for, which is as good as never} */
    public Optional<ReturnCode> find(String code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** {@return all codes, in order} */
    public List<ReturnCode> all() {
        return List.copyOf(codes.values());
    }

    /** {@return what is to be corrected before the next debit; empty for a code that is no notice of change (PY12)} */
    public Optional<String> change(String code) {
        return Optional.ofNullable(changes.get(code));
    }

    /**
     * {@return whether a debit may be presented once more, for the same amount and as {@link #retryDescription}}
     *
     * @param before how often it was presented again already
     * @param firstOn when it was presented first
     */
    public boolean mayRetry(String code, int before, LocalDate firstOn, LocalDate on) {
        return find(code).filter(found -> found.then() == Then.RETRY).isPresent()
                && before < number("retry-times")
                && !on.isAfter(firstOn.plusDays(number("retry-days")));
    }

    /** {@return how a debit that is presented again must be described} */
    public String retryDescription() {
        return rule("retry-description");
    }

    /** {@return the last day on which most returns come: after it a debit is as good as paid} */
    public LocalDate mostlyKnownOn(LocalDate settledOn) {
        return bankingDays.after(settledOn, number("returned-within-banking-days"));
    }

    /** {@return the last day on which its owner may say that they did not authorise it: only after it a debit is final (PY10)} */
    public LocalDate finalAfter(LocalDate settledOn) {
        return settledOn.plusDays(number("unauthorised-within-days"));
    }

    /** {@return the first day on which an account may be debited for good that was tried with nothing on a day (PY11)} */
    public LocalDate debitableOn(LocalDate triedOn) {
        return bankingDays.after(triedOn, number("prenote-banking-days"));
    }

    public BankingDays bankingDays() {
        return bankingDays;
    }

    private int number(String name) {
        return Integer.parseInt(rule(name));
    }

    private String rule(String name) {
        var value = rules.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no rule " + name);
        }
        return value;
    }

    private void read(String line, List<Holiday> holidays) {
        var words = line.split(" ", 4);
        switch (words[0]) {
            case "rule" -> rules.put(words[1], line.substring("rule  ".length() + words[1].length()));
            case "return" -> {
                var code = words[1].replace("*", "");
                var then = Then.valueOf(words[2].toUpperCase(Locale.ROOT).replace('-', '_'));
                codes.put(code, new ReturnCode(code, then, words[1].endsWith("*"), words[3]));
            }
            case "change" -> changes.put(words[1], line.substring("change  ".length() + words[1].length()));
            case "holiday" -> holidays.add(Holiday.of(line.substring("holiday ".length())));
            default -> throw new IllegalStateException("not a rule of returns: " + line);
        }
    }

    private static List<String> lines() {
        try {
            return new ClassPathResource("returncode/ach.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
