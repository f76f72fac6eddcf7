package dev.passerelle.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** {@code Passerelle/<version> (Java 17)}. */
final class UserAgent {
  private static final String POM = "/META-INF/maven/dev.passerelle/passerelle-core/pom.properties";

  private UserAgent() {}

  static String text() {
    return "Passerelle/" + version() + " (Java " + Runtime.version().feature() + ")";
  }

  // Written into the jar by the build; classes that run from a folder have none.
  private static String version() {
    Properties pom = new Properties();
    try (@Nullable InputStream in = UserAgent.class.getResourceAsStream(POM)) {
      if (in != null) {
        pom.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return pom.getProperty("version", "dev");
  }
}
