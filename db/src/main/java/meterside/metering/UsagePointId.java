package meterside.metering;

/** Our id of a usage point, the place where a commodity is delivered. It outlives every meter installed there. */
public record UsagePointId(long value) {}
