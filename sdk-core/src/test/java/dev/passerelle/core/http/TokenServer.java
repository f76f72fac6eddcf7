package dev.passerelle.core.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * An authorization server and the API behind it: checks secrets, rotates refresh tokens so that the
 * old one dies, verifies signatures, forgets access tokens on demand.
 */
final class TokenServer extends Dispatcher {
  final AtomicInteger tokenCalls = new AtomicInteger();
  final AtomicInteger apiCalls = new AtomicInteger();
  final Set<String> valid = ConcurrentHashMap.newKeySet();
  volatile String refreshToken = "r1";
  volatile String clientSecret = "s3cret";
  volatile int tokenStatus = 200;
  volatile boolean rotate = true;
  volatile PublicKey key;
  volatile Runnable beforeApi = () -> {};
  volatile Map<String, String> lastForm = Map.of();
  volatile String lastAuthorization = "";
  volatile String date = "Mon, 16 Mar 2026 12:00:00 GMT";

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    HttpUrl url = request.getRequestUrl();
    return url != null && url.encodedPath().equals("/token") ? token(request) : api(request);
  }

  private MockResponse api(RecordedRequest request) {
    apiCalls.incrementAndGet();
    beforeApi.run();
    String sent = String.valueOf(request.getHeader("Authorization"));
    boolean known = valid.contains(sent.substring(sent.indexOf(' ') + 1));
    return json(known ? 200 : 401, known ? "{\"id\":\"7\"}" : "{\"message\":\"expired\"}");
  }

  private MockResponse token(RecordedRequest request) {
    int number = tokenCalls.incrementAndGet();
    lastForm = form(request.getBody().readUtf8());
    lastAuthorization = String.valueOf(request.getHeader("Authorization"));
    if (tokenStatus != 200) {
      return json(tokenStatus, "{}");
    }
    if (!clientKnown()) {
      return json(401, "{\"error\":\"invalid_client\"}");
    }
    return switch (String.valueOf(lastForm.get("grant_type"))) {
      case "client_credentials" -> issue(number, "");
      case "refresh_token" -> refresh(number);
      default -> assertion(number);
    };
  }

  private boolean clientKnown() {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("app:" + clientSecret).getBytes(StandardCharsets.UTF_8));
    boolean speaksForItself =
        lastForm.containsKey("assertion") && !lastForm.containsKey("client_id");
    return speaksForItself
        || clientSecret.equals(lastForm.get("client_secret"))
        || lastAuthorization.equals(basic);
  }

  private synchronized MockResponse refresh(int number) {
    if (!refreshToken.equals(lastForm.get("refresh_token"))) {
      return json(400, "{\"error\":\"invalid_grant\"}");
    }
    if (!rotate) {
      return issue(number, "");
    }
    refreshToken = "r" + (Integer.parseInt(refreshToken.substring(1)) + 1);
    return issue(number, ",\"refresh_token\":\"" + refreshToken + "\"");
  }

  private MockResponse assertion(int number) {
    return verified(String.valueOf(lastForm.get("assertion")))
        ? issue(number, "")
        : json(400, "{\"error\":\"invalid_grant\"}");
  }

  boolean verified(String jwt) {
    String[] parts = jwt.split("\\.");
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private MockResponse issue(int number, String more) {
    valid.add("a" + number);
    return json(
        200,
        "{\"access_token\":\"a%d\",\"token_type\":\"bearer\",\"expires_in\":300%s}"
            .formatted(number, more));
  }

  private MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setHeader("Date", date)
        .setBody(body);
  }

  private static Map<String, String> form(String body) {
    HttpUrl url = HttpUrl.get("http://form/?" + body);
    Map<String, String> form = new LinkedHashMap<>();
    url.queryParameterNames().forEach(name -> form.put(name, url.queryParameter(name)));
    return form;
  }
}
