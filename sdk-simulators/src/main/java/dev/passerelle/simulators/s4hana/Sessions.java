package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Users, cookie sessions and CSRF tokens (fact sheet §1): a token is good together with the cookies
 * that came with it, all of them.
 */
final class Sessions {
  static final String TOKEN = "x-csrf-token";
  private static final String SESSION = "SAP_SESSIONID_S4H_100";
  private static final String XSRF = "sap-XSRF_S4H_100";

  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile boolean csrf = true;

  Sessions() {}

  /** A call that was let in. */
  record Entry(String user, String session, boolean fresh) {}

  void user(String name, String password) {
    passwords.put(name, password);
  }

  void deny(String user, String service) {
    denied.add(user + " " + service);
  }

  boolean mayNot(String user, String service) {
    return denied.contains(user + " " + service);
  }

  void csrf(boolean wanted) {
    csrf = wanted;
  }

  void expireAll() {
    tokens.clear();
  }

  int opened() {
    return opened.get();
  }

  int fetched() {
    return fetched.get();
  }

  /** Lets a call in; throws the page of a bad log-on. */
  Entry enter(HttpCall call) {
    String user = user(call.header("Authorization").orElse(""));
    String known = cookie(call, SESSION);
    if (tokens.containsKey(known)) {
      return new Entry(user, known, false);
    }
    String session = "S4H%05d".formatted(opened.incrementAndGet());
    tokens.put(session, "token-of-" + session + "==");
    return new Entry(user, session, true);
  }

  private String user(String authorization) {
    if (authorization.startsWith("Basic ")) {
      String text =
          new String(
              Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      String name = colon < 0 ? text : text.substring(0, colon);
      if (text.equals(name + ":" + passwords.get(name))) {
        return name;
      }
    }
    throw new BadLogOn();
  }

  /** 401. */
  static final class BadLogOn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadLogOn() {
      super("bad log-on", null, false, false);
    }

    HttpAnswer answer() {
      return new HttpAnswer(
          401,
          Map.of(
              "Content-Type",
              "text/html",
              "WWW-Authenticate",
              "Basic realm=\"SAP NetWeaver Application Server [S4H/100]\""),
          "<html><body>Anmeldung fehlgeschlagen</body></html>",
          "",
          0);
    }
  }

  /** Whether a modifying call has a token that is good with its cookies. */
  boolean mayModify(HttpCall call, Entry entry) {
    String token = call.header(TOKEN).orElse("");
    return !csrf
        || (!entry.fresh()
            && token.equals(tokens.get(entry.session()))
            && cookie(call, XSRF).equals("x-" + entry.session()));
  }

  static HttpAnswer required() {
    return new HttpAnswer(
        403,
        Map.of("Content-Type", "text/plain;charset=utf-8", TOKEN, "Required"),
        "CSRF token validation failed",
        "",
        0);
  }

  /** Adds the cookies of a new session, and the token where it was asked for. */
  HttpAnswer leave(HttpCall call, Entry entry, HttpAnswer answer) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    if (entry.fresh()) {
      headers.put(
          "Set-Cookie",
          SESSION
              + "="
              + entry.session()
              + "; path=/; secure; HttpOnly\nsap-usercontext=sap-client=100; path=/\n"
              + XSRF
              + "=x-"
              + entry.session()
              + "; path=/");
    }
    boolean asked = call.header(TOKEN).filter("fetch"::equalsIgnoreCase).isPresent();
    if (asked && csrf && !call.method().equals("POST")) {
      fetched.incrementAndGet();
      headers.put(TOKEN, tokens.getOrDefault(entry.session(), ""));
    }
    return new HttpAnswer(
        answer.status(), headers, answer.body(), answer.template(), answer.written());
  }

  private static String cookie(HttpCall call, String name) {
    for (String each : call.header("Cookie").orElse("").split(Pattern.quote(";"), -1)) {
      String pair = each.strip();
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }
}
