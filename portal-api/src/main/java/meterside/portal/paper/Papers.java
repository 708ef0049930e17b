package meterside.portal.paper;

import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Prints bills, receipts and statements; a language that we do not write is printed in English. */
@Service
public class Papers {

    private final Press press;
    private final House house;

    /** Read at the start: on a request's thread nobody may wait for a file. */
    private final Map<String, Wording> wordings = Map.of("en", Wording.EN, "es", Wording.ES);

    Papers(Press press, House house) {
        this.press = press;
        this.house = house;
    }

    /** {@return a tagged PDF} */
    public Mono<byte[]> print(BillSheet bill, String language) {
        return press.print(BillPaper.of(bill, house, wording(language)));
    }

    /** {@return a tagged PDF} */
    public Mono<byte[]> print(ReceiptSheet receipt, String language) {
        return press.print(ReceiptPaper.of(receipt, house, wording(language)));
    }

    /** {@return a tagged PDF} */
    public Mono<byte[]> print(StatementSheet statement, String language) {
        return press.print(StatementPaper.of(statement, house, wording(language)));
    }

    private Wording wording(String language) {
        return wordings.getOrDefault(language, Wording.EN);
    }
}
