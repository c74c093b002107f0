package io.fractal.web.api;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;

/** Remembers which path template a request was matched to, for the access log. */
@Provider
public class PathTemplateFilter implements ContainerRequestFilter {

    /** The request attribute that holds the template, for example {@code /api/messages/{id}}. */
    static final String ATTRIBUTE = "io.fractal.pathTemplate";

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(
                ATTRIBUTE, "/api" + template(resource.getResourceClass()) + template(resource.getResourceMethod()));
    }

    private static String template(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        if (path == null || path.value().isEmpty() || path.value().equals("/")) {
            return "";
        }
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
