package dev.passerelle.simulators.odoo;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /json/2/model/method}: from 19 on, with keys (fact sheet §1). */
final class Json2Endpoint {
  private final Server server;
  private final Dispatch dispatch;
  private final Gateway gateway;

  Json2Endpoint(Server server, Dispatch dispatch, Gateway gateway) {
    this.server = server;
    this.dispatch = dispatch;
    this.gateway = gateway;
  }

  HttpAnswer handle(HttpCall http) {
    if (server.version < 19) {
      return html(303, "Redirecting").withHeader("Location", "/web/login");
    }
    boolean otherDatabase =
        http.header("X-Odoo-Database")
            .filter(name -> !name.equals(server.databaseName))
            .isPresent();
    if (otherDatabase) {
      return html(404, "Not Found");
    }
    String authorization = http.header("Authorization").orElse("");
    if (!authorization.toLowerCase(java.util.Locale.ROOT).startsWith("bearer ")
        || !server.users.isKey(authorization.substring(7).strip())) {
      return refusal(OdooError.accessDenied(), 401).withHeader("WWW-Authenticate", "Bearer");
    }
    if (!http.header("Content-Type").orElse("").startsWith("application/json")) {
      return html(415, "Unsupported Media Type");
    }
    return gateway.pass(http.param("method"), () -> run(http));
  }

  private HttpAnswer run(HttpCall http) {
    Map<String, @Nullable Object> body;
    try {
      body = Json.object(http.body());
    } catch (IllegalArgumentException e) {
      return html(400, "Bad Request");
    }
    try {
      Object result = dispatch.named(http.param("model"), http.param("method"), body);
      return HttpAnswer.json(200, result).wrote(server.orm.database().written());
    } catch (OdooError e) {
      return refusal(e, e.status());
    }
  }

  private static HttpAnswer refusal(OdooError e, int status) {
    return HttpAnswer.json(status, e.data());
  }

  static HttpAnswer html(int status, String title) {
    return new HttpAnswer(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        "<!doctype html><html><title>" + title + "</title></html>",
        "",
        0);
  }
}
