package meterside.bad.ledger;

import meterside.bad.billing.BillingRepository;

/** Touches billing, which its package-info does not allow. */
class Ledger {
    final BillingRepository bills = new BillingRepository();
}
