package meterside.portal;

import meterside.testing.HouseRules;

class PortalHouseRulesTest extends HouseRules {

    PortalHouseRulesTest() {
        super("meterside.portal");
    }
}
