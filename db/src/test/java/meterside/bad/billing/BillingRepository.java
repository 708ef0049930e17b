package meterside.bad.billing;

/** Public, in a package that declares neither neighbours nor nullness, writing a table of ingest's and asking SQL for the time. */
public class BillingRepository {
    final String sql = "insert into interval_read (start) values (now())";
}
