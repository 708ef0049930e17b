package meterside.portal.note;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import meterside.metering.ChannelId;
import meterside.portal.account.CustomerScope;
import meterside.portal.span.Stay;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The notes of an account, one for a channel and day. */
@Repository
class NoteRepository {

    private final DatabaseClient db;

    NoteRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A note; {@code changedAt} in epoch seconds. */
    record Stored(LocalDate day, String text, long changedAt) {}

    /** {@return the account's own notes on the stay's days, in order} */
    Mono<List<Stored>> all(Stay stay, ChannelId channel) {
        return db.sql("""
                        select day, text, floor(extract(epoch from changed_at))::bigint as changed_at
                        from note
                        where account = :account and channel = :channel and day >= :first and day < :end
                        order by day
                        """)
                .bind("account", stay.scope().account())
                .bind("channel", channel.value())
                .bind("first", stay.first())
                .bind("end", stay.end())
                .mapProperties(Stored.class)
                .all()
                .collectList();
    }

    /** {@return whether something changed} The same text again is the same note, whoever sends it. */
    Mono<Boolean> put(CustomerScope scope, ChannelId channel, LocalDate day, String text, long login, Instant now) {
        return db.sql("""
                        insert into note (account, channel, day, text, login, changed_at)
                        values (:account, :channel, :day, :text, :login, :now)
                        on conflict (account, channel, day) do update
                            set text = excluded.text, login = excluded.login, changed_at = excluded.changed_at
                            where note.text <> excluded.text
                        """)
                .bind("account", scope.account())
                .bind("channel", channel.value())
                .bind("day", day)
                .bind("text", text)
                .bind("login", login)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** {@return whether it was there} */
    Mono<Boolean> delete(CustomerScope scope, ChannelId channel, LocalDate day) {
        return db.sql("delete from note where account = :account and channel = :channel and day = :day")
                .bind("account", scope.account())
                .bind("channel", channel.value())
                .bind("day", day)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
