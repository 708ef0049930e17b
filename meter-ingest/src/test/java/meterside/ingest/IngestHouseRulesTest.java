package meterside.ingest;

import meterside.testing.HouseRules;

class IngestHouseRulesTest extends HouseRules {

    IngestHouseRulesTest() {
        super("meterside.ingest");
    }
}
