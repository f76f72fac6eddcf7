package dev.passerelle.sap.businessone.sync;

import dev.passerelle.sap.LiveRuns;
import dev.passerelle.sap.ServerTrust;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Assumptions;

/**
 * A real company, as the properties give it: {@code -Dsap.b1.url -Dsap.b1.company -Dsap.b1.user
 * -Dsap.b1.password}, and {@code -Dsap.b1.zone}, {@code -Dsap.b1.certificate}, {@code
 * -Dsap.b1.reference=U_Other} where they are needed.
 */
final class LiveCompany {
  private LiveCompany() {}

  static String given(String name) {
    return System.getProperty("sap.b1." + name, "");
  }

  private static String needed(String name) {
    String value = given(name);
    Assumptions.assumeFalse(value.isEmpty(), "no real company: -Dsap.b1." + name + " is not given");
    return value;
  }

  static BusinessOneSettings settings() throws IOException {
    String password = needed("password");
    BusinessOneSettings.Builder builder =
        BusinessOneSettings.builder(
                needed("url"), needed("company"), needed("user"), () -> password)
            .zone(ZoneId.of(System.getProperty("sap.b1.zone", "Europe/Paris")));
    if (!given("certificate").isEmpty()) {
      builder.trust(ServerTrust.pem(Files.readString(Path.of(given("certificate")))));
    }
    if (!given("reference").isEmpty()) {
      builder.referenceField(given("reference"));
    }
    return builder.build();
  }

  static LiveRuns runs() throws IOException {
    BusinessOneSettings settings = settings();
    return new LiveRuns(() -> BusinessOne.connect(settings), System.out::println);
  }
}
