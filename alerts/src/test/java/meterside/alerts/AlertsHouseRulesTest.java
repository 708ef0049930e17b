package meterside.alerts;

import meterside.testing.HouseRules;

class AlertsHouseRulesTest extends HouseRules {

    AlertsHouseRulesTest() {
        super("meterside.alerts");
    }
}
