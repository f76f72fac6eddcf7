package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.Credentials;
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
 * {@code -Dsap.s4.user -Dsap.s4.password}, {@code -Dsap.s4.client}, {@code -Dsap.s4.zone}, {@code
 * -Dsap.s4.certificate}, {@code -Dsap.s4.area=1010/10/00}, and per service its place, {@code
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
    String user = given("user");
    S4HanaSettings.Builder builder =
        user.isEmpty()
            ? S4HanaSettings.builder(url, Credentials.none())
            : S4HanaSettings.builder(url, user, () -> given("password"));
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
    String[] area = System.getProperty("sap.s4.area", "1010/10/00").split("/");
    return builder.codes(S4HanaCodes.builder(area[0], area[1], area[2]).build()).build();
  }
}
