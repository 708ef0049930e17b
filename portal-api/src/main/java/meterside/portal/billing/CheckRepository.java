package meterside.portal.billing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;

/** Judges what waits by what is there already. Each query answers with the lines that are wrong, and a sentence for each. */
class CheckRepository {

    private static final int FETCH = 500;

    /** Of each number that is known: the version that stands, and whether any version says the same to the letter. */
    private static final String STANDING = """
            create temporary table standing on commit drop as
            select i.id as incoming, b.id, b.version, b.account,
                   exists (select from bill v where v.number = i.number and v.digest = i.digest) as known
            from incoming_bill i
            cross join lateral (select * from bill b where b.number = i.number order by b.version desc limit 1) b;
            analyze standing
            """;

    private static final String TWICE_IN_FILE = """
            select line, format('bill %s stands twice in the file, first in line %s', number, first)
            from (select line, number, min(line) over (partition by number) as first from incoming_bill) b
            where line <> first
            union all
            select line, format('payment %s of account %s stands twice in the file, first in line %s', reference, account, first)
            from (select line, reference, account, min(line) over (partition by id) as first from incoming_payment) p
            where line <> first
            """;

    private static final String UNKNOWN_ACCOUNT = """
            select b.line, format('bill %s: there is no account %s', b.number, b.account)
            from incoming_bill b
            left join account a on a.number = b.account
            where a.id is null
            union all
            select p.line, format('payment %s: there is no account %s', p.reference, p.account)
            from incoming_payment p
            left join account a on a.number = p.account
            where a.id is null
            """;

    private static final String UNKNOWN_USAGE_POINT = """
            select c.line, format('bill %s: there is no usage point %s', b.number, c.usage_point)
            from incoming_charge c
            join incoming_bill b on b.id = c.bill
            left join usage_point p on p.number = c.usage_point
            where c.usage_point is not null and p.id is null
            """;

    /** Sewer is billed by the water that went in. */
    private static final String OTHER_COMMODITY = """
            select c.line, format('bill %s: usage point %s measures %s, not %s', b.number, c.usage_point, p.commodity, c.service)
            from incoming_charge c
            join incoming_bill b on b.id = c.bill
            join usage_point p on p.number = c.usage_point
            where p.commodity <> case c.service when 'sewer' then 'water' else c.service end
            """;

    private static final String CHANGED_WITHOUT_REASON = """
            select i.line, format('bill %s is there already and says something else; a correction gives its reason', i.number)
            from incoming_bill i
            join standing s on s.incoming = i.id
            where not s.known and i.reason is null
            """;

    private static final String NOTHING_TO_CORRECT = """
            select i.line, format('bill %s gives a reason for a correction, and there is none to correct', i.number)
            from incoming_bill i
            where i.reason is not null and not exists (select from standing s where s.incoming = i.id)
            """;

    private static final String OTHER_ACCOUNT = """
            select i.line, format('bill %s is of account %s, and a correction cannot give it to %s', i.number, a.number, i.account)
            from incoming_bill i
            join standing s on s.incoming = i.id
            join account a on a.id = s.account
            where not s.known and i.reason is not null and a.number <> i.account
            """;

    private static final String PAYMENT_CHANGED = """
            select i.line, format('payment %s of account %s is there already with another day or amount', i.reference, i.account)
            from incoming_payment i
            join payment p on p.id = i.id
            where p.request_hash <> i.request_hash
            """;

    /** What would be billed a second time, by what stands in the ledger and by what else is in the file (rule RB17). */
    private static final String BILLED_TWICE = """
            with mine as (
                select c.line, i.number, i.line as bill_line, a.id as account, c.service, p.id as point, c.first, c.beyond
                from incoming_charge c
                join incoming_bill i on i.id = c.bill
                join account a on a.number = i.account
                left join usage_point p on p.number = c.usage_point
                where c.kind = 'service' and not exists (select from standing s where s.incoming = i.id and s.known)),
            in_order as (
                select *, max(beyond) over w as before, (array_agg(number) over w)[1] as any_number
                from mine
                window w as (partition by account, service, point order by first, line
                             rows between unbounded preceding and 1 preceding))
            select m.line, format('bill %s: %s from %s to %s is billed already, by bill %s from %s to %s', m.number, m.service,
                                  m.first, m.beyond, b.number, lower(e.during), upper(e.during))
            from mine m
            join charge e on e.account = m.account and e.service = m.service and coalesce(e.usage_point, 0) = coalesce(m.point, 0)
                and e.during && daterange(m.first, m.beyond) and e.kind = 'service' and e.reversed_by is null
            join bill b on b.id = e.bill
            where not exists (select from standing s where s.id = e.bill and not s.known)
            union all
            select line, format('bill %s: %s from %s to %s is billed twice within the file, first by bill %s', number, service,
                                first, beyond, any_number)
            from in_order
            where before > first
            """;

    /** Of the cycles in the file, accounts that were served in its days and have no bill that meets them (rule IN15). */
    private static final String UNBILLED = """
            with cycle as (
                select coalesce(s.cycle, '') as cycle, min(b.first) as first, max(b.beyond) as beyond
                from incoming_bill b
                join account a on a.number = b.account
                join service_agreement s on s.account = a.id
                group by 1)
            select distinct a.number
            from cycle c
            join service_agreement s on coalesce(s.cycle, '') = c.cycle
            join usage_point p on p.id = s.usage_point
            join account a on a.id = s.account
            where s.during && tstzrange(c.first::timestamp at time zone p.zone, c.beyond::timestamp at time zone p.zone)
              and not exists (select from bill b where b.account = a.id and b.during && daterange(c.first, c.beyond))
            order by 1
            """;

    private final Connection db;

    CheckRepository(Connection db) {
        this.db = db;
    }

    void standing() throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(STANDING);
        }
    }

    void check(Faults faults) throws SQLException {
        note(Fault.Code.TWICE_IN_FILE, TWICE_IN_FILE, faults);
        note(Fault.Code.UNKNOWN_ACCOUNT, UNKNOWN_ACCOUNT, faults);
        note(Fault.Code.UNKNOWN_USAGE_POINT, UNKNOWN_USAGE_POINT, faults);
        note(Fault.Code.OTHER_COMMODITY, OTHER_COMMODITY, faults);
        note(Fault.Code.CHANGED_WITHOUT_REASON, CHANGED_WITHOUT_REASON, faults);
        note(Fault.Code.NOTHING_TO_CORRECT, NOTHING_TO_CORRECT, faults);
        note(Fault.Code.OTHER_ACCOUNT, OTHER_ACCOUNT, faults);
        note(Fault.Code.PAYMENT_CHANGED, PAYMENT_CHANGED, faults);
    }

    /** Tells which charges the constraint refused. Not asked before it did: a clean file should not pay for the answer. */
    void billedTwice(Faults faults) throws SQLException {
        note(Fault.Code.BILLED_TWICE, BILLED_TWICE, faults);
    }

    /** {@return the numbers of accounts without a bill} */
    List<String> unbilled() throws SQLException {
        var numbers = new ArrayList<String>();
        try (var statement = db.createStatement();
                var found = statement.executeQuery(UNBILLED)) {
            while (found.next()) {
                numbers.add(found.getString(1));
            }
        }
        return numbers;
    }

    private void note(Fault.Code code, String sql, Faults faults) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var found = statement.executeQuery(sql)) {
                while (found.next()) {
                    faults.add(found.getInt(1), code, found.getString(2));
                }
            }
        }
    }
}
