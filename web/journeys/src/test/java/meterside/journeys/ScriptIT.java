package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What {@code ./meterside} promises to whoever runs it. Each test finds one empty house running. Beside the journeys, which
 * mostly wait; the lock keeps its own tests one after the other.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("one empty house")
class ScriptIT {

    @TempDir
    private static Path folder;

    private static House house;

    @BeforeEach
    void runs() {
        if (house == null) {
            house = new House(
                    folder.resolve("a home"),
                    Map.of(
                            "METERSIDE_FEEDS",
                            House.root()
                                    .resolve("web/journeys/src/test/resources/feeds")
                                    .toString(),
                            "METERSIDE_NEW_PASSWORD",
                            Visitor.PASSWORD));
        }
        house.up("--empty");
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void keepsItsDataFromOneStartToTheNext() {
        house.sql("insert into account (number, name) values ('1001', 'Ada')");

        house.down();
        house.up();

        assertThat(house.sql("select name from account where number = '1001'")).isEqualTo("Ada");
    }

    @Test
    void saysThatItRunsAlready() {
        var said = house.meterside("up", "-d");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("already runs", house.url());
    }

    @Test
    void startsOnlyThePartThatDied() throws InterruptedException {
        var portal = house.process("portal-api").pid();
        var alerts = house.process("alerts");
        alerts.destroyForcibly();
        alerts.onExit().join();

        assertThat(house.meterside("status").code()).isEqualTo(1);
        house.up();

        assertThat(house.process("portal-api").pid()).isEqualTo(portal);
        assertThat(house.process("alerts").pid()).isNotEqualTo(alerts.pid());
        assertThat(house.meterside("status").code()).isZero();
    }

    @Test
    void runsBesideAnotherHomeAndKeepsTheirDataApart() {
        try (var other = new House(folder.resolve("another"), Map.of())) {
            other.up("--empty");
            other.sql("insert into account (number, name) values ('2002', 'Grace')");

            assertThat(house.sql("select count(*) from account where number = '2002'"))
                    .isEqualTo("0");
        }
        assertThat(house.meterside("status").code()).isZero();
    }

    @Test
    void namesAPortInUseAndTheWayOut() throws IOException {
        var another = new House(folder.resolve("without a port"), Map.of());

        try (var taken = new ServerSocket(another.port(), 1, InetAddress.getLoopbackAddress())) {
            var said = another.meterside("up", "-d", "--empty");

            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err())
                    .hasLineCount(1)
                    .contains("Port " + taken.getLocalPort() + " is in use", "METERSIDE_PORT=");
        }
    }

    @Test
    void neverStopsAProcessThatInheritedANumber() throws IOException {
        house.down();
        Files.writeString(
                house.home().resolve("run/alerts.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(house.meterside("down").out()).contains("does not run");
    }

    @Test
    void keepsItsPasswordsToItself() throws IOException {
        for (var secret : List.of("secrets", "pg.pw")) {
            var mode = Files.getPosixFilePermissions(house.home().resolve(secret));

            assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        }
    }

    /** A feed that we do not know by ourselves needs a profile, and no code. Two meters of 809 days, with the clock changes of three winters. */
    @Test
    void showsTheOfficialDailySumsOfARealCustomer() throws IOException, InterruptedException {
        var compared = Eemeter.in(house, folder).compare();

        System.out.println(
                "Compared %d days of the eemeter customer, on the page and in the export.".formatted(compared));
        assertThat(compared).isEqualTo(2 * 809);
    }

    @Test
    void comesBackFromABackupAsItWas() {
        house.sql("insert into account (number, name) values ('3003', 'Rosa')");
        var everything = sums(house);
        var backup = folder.resolve("backup").toString();

        house.meterside("backup", backup).orThrow();
        var refused = house.meterside("restore", backup);
        house.sql("delete from account where number = '3003'");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("a database in " + house.home() + " already");
        try (var restored = new House(folder.resolve("restored"), Map.of())) {
            restored.meterside("restore", backup).orThrow();
            restored.up();
            assertThat(sums(restored)).isEqualTo(everything);
        }
    }

    /** Rows and digest of every table but those of Kafka's offsets, which mean nothing to another broker. */
    private static List<String> sums(House house) {
        var each = house.sql("""
                select string_agg(format('select concat(%L, count(*), md5(string_agg(t::text, chr(10) order by t::text))) from %I t',
                    relname, relname), ' union all ' order by relname)
                from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                    and relname not in ('ingest_offset', 'usage_change_offset')
                """);
        return house.sql(each).lines().sorted().toList(); // in whatever order the tables were read
    }

    @Test
    void startsAtTheTimeItIsTold() {
        house.down();
        var then = new House(house.home(), Map.of("METERSIDE_CLOCK", "2026-10-20T15:00-04:00"));

        then.up();

        assertThat(then.meterside("status").out()).contains("at 2026-10-20T19:0");
        then.down();
    }
}
