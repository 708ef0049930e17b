package meterside.portal.gate;

import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Hands {@link SignedIn} to controllers that ask for it. Without one there is no customer's data to be had. */
class SignedInArgument implements SyncHandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public @Nullable Object resolveArgumentValue(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        SignedIn who = exchange.getAttribute(Gate.WHO);
        if (who == null) {
            throw new SignedOut();
        }
        return who;
    }
}
