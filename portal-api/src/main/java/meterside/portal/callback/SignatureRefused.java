package meterside.portal.callback;

import meterside.portal.problem.Problem;

/** A callback that our provider did not sign. */
final class SignatureRefused extends Problem {

    static final String CODE = "signature-refused";

    private static final long serialVersionUID = 1L;

    SignatureRefused() {
        super(
                Kind.CROSS_SITE,
                CODE,
                "Not signed by the provider",
                "The signature is missing or not the provider's, so nothing was changed.");
    }
}
