package meterside.db;

import meterside.testing.HouseRules;

class DbHouseRulesTest extends HouseRules {

    DbHouseRulesTest() {
        super("meterside.db");
    }
}
