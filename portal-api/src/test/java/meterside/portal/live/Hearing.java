package meterside.portal.live;

import meterside.metering.UsagePointId;

/** What is heard, for tests of other features, which cannot listen. */
public final class Hearing {

    public final Heard heard = new Heard();

    public void begin() {
        heard.begin();
    }

    public void end() {
        heard.end();
    }

    public void changed(long point) {
        heard.changed(new UsagePointId(point));
    }
}
