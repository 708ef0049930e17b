package meterside.portal.note;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Notes on days. */
@RestController
@RequestMapping("/api/accounts/{account}/channels/{channel}/notes")
class NoteController {

    private static final int LONGEST = 200;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final NoteService notes;

    NoteController(NoteService notes) {
        this.notes = notes;
    }

    record NotesView(List<NoteView> notes) {}

    record NoteRequest(@Nullable String text) {}

    @GetMapping
    Mono<NotesView> all(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestParam String from,
            @RequestParam String to) {
        return notes.all(who, account, channel, Span.parse(from, to, "day")).map(NotesView::new);
    }

    @PutMapping("/{day}")
    Mono<NoteView> put(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String channel,
            @PathVariable String day,
            @RequestBody NoteRequest typed,
            Network from) {
        return notes.put(who, account, channel, day(day), Typed.line("text", typed.text(), LONGEST), from);
    }

    @DeleteMapping("/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String channel,
            @PathVariable String day,
            Network from) {
        return notes.delete(who, account, channel, day(day), from);
    }

    private static LocalDate day(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // such as February 30: refused like any other text that is not a day
        }
        throw new MalformedRequest("What stands for the day is not a day such as 2026-10-31.");
    }
}
