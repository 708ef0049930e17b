package meterside.portal.webhook;

import meterside.portal.problem.Problem;

/** A message that our payment provider did not sign, or signed too long ago. */
final class WebhookRefused extends Problem {

    static final String CODE = "webhook-refused";

    private static final long serialVersionUID = 1L;

    WebhookRefused() {
        super(
                Kind.MALFORMED,
                CODE,
                "Not signed by the provider",
                "The signature is missing, too old or not the provider's, so nothing was changed.");
    }
}
