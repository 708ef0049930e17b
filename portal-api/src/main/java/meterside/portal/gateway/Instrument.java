package meterside.portal.gateway;

/** What the provider takes money from. */
public enum Instrument {
    CARD,
    BANK
}
