package meterside.portal.gate;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import meterside.portal.problem.MalformedRequest;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Refuses query parameters that the controller does not name: a misspelt one would otherwise be ignored in silence. */
class StrictMapping extends RequestMappingHandlerMapping {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    protected void handleMatch(RequestMappingInfo info, HandlerMethod handler, ServerWebExchange exchange) {
        super.handleMatch(info, handler, exchange);
        var asked = exchange.getRequest().getQueryParams();
        if (!asked.isEmpty() && exchange.getRequest().getPath().value().startsWith("/api/")) {
            refuseUnknown(asked.keySet(), known.computeIfAbsent(handler.getMethod(), StrictMapping::parametersOf));
        }
    }

    private static void refuseUnknown(Set<String> asked, Set<String> known) {
        if (!known.containsAll(asked)) {
            throw new MalformedRequest(
                    known.isEmpty()
                            ? "This address takes no parameters."
                            : "There is a parameter that is not known here. Known are %s."
                                    .formatted(String.join(", ", known)));
        }
    }

    private static Set<String> parametersOf(Method method) {
        var names = new TreeSet<String>();
        Arrays.stream(method.getParameters())
                .filter(parameter -> AnnotatedElementUtils.hasAnnotation(parameter, RequestParam.class))
                .forEach(parameter -> names.add(nameOf(parameter)));
        return names;
    }

    private static String nameOf(Parameter parameter) {
        var annotation = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
        return annotation == null || annotation.name().isEmpty() ? parameter.getName() : annotation.name();
    }
}
