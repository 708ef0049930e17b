package meterside.ingest.series;

import meterside.metering.ReadBlock;

/** Takes what a file turns into, in order. The same file read again gives the same, in the same order. */
public interface Sink {

    void block(ReadBlock block);

    void rejected(Rejection rejection);
}
