package meterside.testing;

import meterside.portal.bad.Portal;

/** A bad example: a process that imports another. */
class ImportsAProcess {
    final Portal portal = new Portal();
}
