package meterside.portal.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alert as it was typed; anything may be missing. */
record AlertRequest(
        @Nullable String channel,
        @Nullable String commodity,
        @Nullable String threshold,
        @Nullable String unit,
        @Nullable Boolean countEstimates,
        @Nullable List<String> contacts) {}
