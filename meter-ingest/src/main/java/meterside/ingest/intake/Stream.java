package meterside.ingest.intake;

import meterside.metering.Topics;

/**
 * Where reads come from and where changes are told.
 *
 * @param bootstrap Kafka's servers
 * @param reads blocks of reads
 * @param dead what could not be read, with the reason
 * @param changed which usage changed
 */
record Stream(String bootstrap, String reads, String dead, String changed) {

    static Stream of(String bootstrap) {
        return new Stream(bootstrap, Topics.METER_READS, Topics.METER_READS_DEAD, Topics.USAGE_CHANGED);
    }
}
