package meterside.portal.gate;

import java.util.Set;
import meterside.portal.limit.Network;
import meterside.portal.limit.Networks;
import meterside.portal.session.Proven;
import meterside.portal.session.Reader;
import meterside.portal.session.Sessions;
import meterside.portal.session.SignedIn;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands controllers what they ask for of whoever asks: {@link SignedIn}, without which there is no customer's data to be
 * had, {@link Proven}, without which nothing is changed that matters, and the {@link Network}. A controller that asks for a
 * {@link Reader} is content with a token, too.
 */
class AskerArgument implements SyncHandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(SignedIn.class, Proven.class, Reader.class, Network.class);

    private final Sessions sessions;
    private final Networks networks;

    AskerArgument(Sessions sessions, Networks networks) {
        this.sessions = sessions;
        this.networks = networks;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgumentValue(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        var type = parameter.getParameterType();
        if (type == Network.class) {
            return networks.of(exchange.getRequest());
        }
        if (type == Reader.class && exchange.getAttribute(Gate.BEARER) instanceof Reader bearer) {
            return bearer;
        }
        SignedIn who = exchange.getAttribute(Gate.WHO);
        if (who == null) {
            throw new SignedOut();
        }
        return type == Proven.class ? sessions.proven(who) : who;
    }
}
