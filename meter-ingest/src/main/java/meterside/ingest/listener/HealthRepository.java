package meterside.ingest.listener;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Whether the database answers. */
@Repository
class HealthRepository implements HealthPart {

    private final JdbcTemplate database;

    HealthRepository(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.database.setQueryTimeout(2);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<String> trouble() {
        try {
            database.queryForObject("select 1", Integer.class);
            return Optional.empty();
        } catch (DataAccessException away) {
            return Optional.of("the database does not answer");
        }
    }
}
