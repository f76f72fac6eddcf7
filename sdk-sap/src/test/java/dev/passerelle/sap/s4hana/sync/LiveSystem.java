package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.Credentials;
import dev.passerelle.sap.LiveRuns;
import dev.passerelle.sap.ServerTrust;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/**
 * A real system, as the properties give it: {@code -Dsap.s4.url}, and what of these it needs:
 * {@code -Dsap.s4.user -Dsap.s4.password}, or {@code -Dsap.s4.apikey}, or {@code -Dsap.s4.token
 * -Dsap.s4.id -Dsap.s4.secret} for OAuth; {@code -Dsap.s4.client}, {@code -Dsap.s4.zone}, {@code
 * -Dsap.s4.certificate}, {@code -Dsap.s4.area=1010/10/00}, {@code -Dsap.s4.company=1010/12100000},
 * {@code -Dsap.s4.v4=yes} for orders over V4, and per service its place, {@code
 * -Dsap.s4.path.sales_order=sap/opu/odata/sap/ZORDERS/}.
 */
final class LiveSystem {
  private LiveSystem() {}

  static String given(String name) {
    return System.getProperty("sap.s4." + name, "");
  }

  static S4HanaSettings settings() throws IOException {
    String url = given("url");
    Assumptions.assumeFalse(url.isEmpty(), "no real system: -Dsap.s4.url is not given");
    S4HanaSettings.Builder builder = S4HanaSettings.builder(url, credentials());
    builder.zone(ZoneId.of(System.getProperty("sap.s4.zone", "Europe/Paris")));
    if (!given("client").isEmpty()) {
      builder.client(given("client"));
    }
    if (!given("certificate").isEmpty()) {
      builder.trust(ServerTrust.pem(Files.readString(Path.of(given("certificate")))));
    }
    for (S4HanaApi api : S4HanaApi.values()) {
      String path = given("path." + api.name().toLowerCase(Locale.ROOT));
      if (!path.isEmpty()) {
        builder.path(api, path);
      }
    }
    return builder.codes(codes()).build();
  }

  static LiveRuns runs() throws IOException {
    S4HanaSettings settings = settings();
    return new LiveRuns(() -> S4Hana.connect(settings), System.out::println);
  }

  private static Credentials credentials() {
    if (!given("user").isEmpty()) {
      return Credentials.basic(given("user"), () -> given("password"));
    }
    if (!given("apikey").isEmpty()) {
      return Credentials.header("APIKey", () -> given("apikey"));
    }
    return given("token").isEmpty()
        ? Credentials.none()
        : Credentials.oauth(given("token"), given("id"), () -> given("secret")).clientCredentials();
  }

  private static S4HanaCodes codes() {
    String[] area = System.getProperty("sap.s4.area", "1010/10/00").split("/");
    S4HanaCodes.Builder codes = S4HanaCodes.builder(area[0], area[1], area[2]);
    if (!given("company").isEmpty()) {
      String[] company = given("company").split("/");
      codes.company(company[0], company[1]);
    }
    return (given("v4").equals("yes") ? codes.ordersOverV4() : codes).build();
  }
}
