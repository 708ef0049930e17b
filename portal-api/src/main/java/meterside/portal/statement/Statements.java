package meterside.portal.statement;

import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Statements of account. */
@Service
public class Statements {

    private final StatementRepository rows;

    Statements(StatementRepository rows) {
        this.rows = rows;
    }

    /**
     * {@return what was charged and paid on these days, and the balance along it}
     *
     * @param to the day after the last
     */
    public Mono<Statement> of(long account, LocalDate from, LocalDate to) {
        return rows.rows(account, from, to).map(found -> Statement.of(from, to, found));
    }
}
