package meterside.alerts.health;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HealthRepository {

    private final JdbcClient db;

    HealthRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return {@code up}, or why the database does not answer this process's role} */
    String database() {
        try {
            db.sql("select 1 from channel limit 1").query(Integer.class).optional();
            return "up";
        } catch (DataAccessException away) {
            return "down: the database does not answer";
        }
    }
}
