package meterside.portal.gate;

import meterside.portal.problem.Problem;

/** A changing request that did not come from one of our own pages. */
final class CrossSite extends Problem {

    static final String CODE = "cross-site";

    private static final long serialVersionUID = 1L;

    CrossSite() {
        super(
                Kind.CROSS_SITE,
                CODE,
                "Not from our own pages",
                "This request did not come from a page of this site, so nothing was changed.");
    }
}
