package io.fractal.web.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * The interface's description to read and to try out: Swagger UI at {@code /api/docs}, from its WebJar and our own origin, so that it
 * keeps to the policy of every other page. Open like the description itself; what is tried out needs a session or a key like always.
 */
public class DocsServlet extends HttpServlet {

    private static final String WEBJAR = "org.webjars/swagger-ui";
    private static final String KEPT = "public, max-age=3600";

    private final transient Map<String, Asset> assets = Map.of(
            "/", own("docs.html", "text/html;charset=UTF-8"),
            "/docs.js", own("docs.js", "text/javascript;charset=UTF-8"),
            "/docs.css", own("docs.css", "text/css;charset=UTF-8"),
            "/swagger-ui.css", webjar("swagger-ui.css", "text/css;charset=UTF-8"),
            "/swagger-ui-bundle.js", webjar("swagger-ui-bundle.js", "text/javascript;charset=UTF-8"));

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asset asset = assets.get(request.getPathInfo() == null ? "/" : request.getPathInfo());
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(asset.type());
        response.setHeader("Cache-Control", KEPT);
        try (InputStream in = open(asset.resource())) {
            in.transferTo(response.getOutputStream());
        }
    }

    private static Asset own(String name, String type) {
        return new Asset("/io/fractal/web/api/" + name, type);
    }

    private static Asset webjar(String name, String type) {
        return new Asset("/META-INF/resources/webjars/swagger-ui/" + version() + "/" + name, type);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = open("/META-INF/maven/" + WEBJAR + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
        return properties.getProperty("version");
    }

    private static InputStream open(String resource) {
        InputStream in = DocsServlet.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing in the application");
        }
        return in;
    }

    private record Asset(String resource, String type) {}
}
