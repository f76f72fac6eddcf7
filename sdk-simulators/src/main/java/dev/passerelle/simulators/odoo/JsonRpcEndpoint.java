package dev.passerelle.simulators.odoo;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /jsonrpc}: errors come with status 200 (fact sheet §1, §8). */
final class JsonRpcEndpoint {
  private final Server server;
  private final Dispatch dispatch;
  private final Gateway gateway;
  private final String edition;

  JsonRpcEndpoint(Server server, Dispatch dispatch, Gateway gateway, boolean enterprise) {
    this.server = server;
    this.dispatch = dispatch;
    this.gateway = gateway;
    this.edition = enterprise ? "e" : "";
  }

  HttpAnswer handle(HttpCall http) {
    Map<String, @Nullable Object> body;
    try {
      body = Json.object(http.body());
    } catch (IllegalArgumentException e) {
      return new HttpAnswer(
          400, Map.of("Content-Type", "text/html"), "<html><body>Bad Request</body></html>", "", 0);
    }
    return gateway.pass(method(body), () -> answer(body));
  }

  /** The method of the model, or of the service. */
  private static String method(Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> params = Orm.object(body.get("params"));
    boolean model = params.get("args") instanceof List<?> args && args.size() > 4;
    return model
        ? String.valueOf(((List<?>) java.util.Objects.requireNonNull(params.get("args"))).get(4))
        : String.valueOf(params.get("method"));
  }

  private HttpAnswer answer(Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    answer.put("id", body.get("id"));
    int written = 0;
    try {
      Object result = run(Orm.object(body.get("params")));
      written = server.orm.database().written();
      // What Python calls None leaves the member out.
      if (result != null) {
        answer.put("result", result);
      }
    } catch (OdooError e) {
      answer.put("error", error(e));
    }
    return HttpAnswer.json(200, answer).wrote(written);
  }

  private Map<String, @Nullable Object> error(OdooError e) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", server.version >= 19 ? 0 : 200);
    error.put("message", "Odoo Server Error");
    error.put("data", e.data());
    return error;
  }

  private @Nullable Object run(Map<String, @Nullable Object> params) {
    List<?> args = params.get("args") instanceof List<?> list ? list : List.of();
    String method = String.valueOf(params.get("method"));
    if ("common".equals(params.get("service"))) {
      return common(method, args);
    }
    if (!"object".equals(params.get("service")) || !method.equals("execute_kw")) {
      throw OdooError.key("Method not found: " + method);
    }
    return object(args);
  }

  private Object common(String method, List<?> args) {
    if (method.equals("version")) {
      return version();
    }
    if (!method.equals("authenticate") && !method.equals("login")) {
      throw OdooError.key("Method not found: " + method);
    }
    database(args.get(0));
    server.users.countLogin();
    boolean known =
        server.users.login().equals(args.get(1)) && server.users.opens(String.valueOf(args.get(2)));
    return known ? (Object) Users.UID : Boolean.FALSE;
  }

  Map<String, @Nullable Object> version() {
    Map<String, @Nullable Object> version = new LinkedHashMap<>();
    String name = server.version + ".0";
    version.put("server_version", edition.isEmpty() ? name : name + "+e");
    version.put("server_version_info", List.of(server.version, 0, 0, "final", 0, edition));
    version.put("server_serie", name);
    version.put("protocol_version", 1);
    return version;
  }

  private void database(@Nullable Object name) {
    if (!server.databaseName.equals(name)) {
      throw OdooError.noDatabase(String.valueOf(name));
    }
  }

  private @Nullable Object object(List<?> args) {
    database(args.get(0));
    boolean known =
        args.get(1) instanceof Number uid
            && uid.longValue() == Users.UID
            && server.users.opens(String.valueOf(args.get(2)));
    if (!known) {
      throw OdooError.accessDenied();
    }
    List<?> positional = args.size() > 5 && args.get(5) instanceof List<?> list ? list : List.of();
    Map<String, @Nullable Object> named =
        args.size() > 6 && args.get(6) != null ? Orm.object(args.get(6)) : Map.of();
    return dispatch.positional(
        String.valueOf(args.get(3)), String.valueOf(args.get(4)), positional, named);
  }
}
