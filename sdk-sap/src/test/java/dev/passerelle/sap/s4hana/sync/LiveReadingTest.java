package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.model.EntityType;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads a real system, writes nothing: every type whose services are there, or those of {@code
 * -Dsap.s4.types=customer,product}, with at most {@code -Dsap.s4.pages} pages of 200 each. See
 * {@link LiveSystem}.
 */
@Tag("live")
class LiveReadingTest {
  static Set<EntityType> types() {
    return S4HanaConnector.TYPES.keySet();
  }

  @ParameterizedTest
  @MethodSource("types")
  void listsReadsAndFollows(EntityType type) throws IOException {
    String wanted = LiveSystem.given("types");
    Assumptions.assumeTrue(
        wanted.isEmpty() || List.of(wanted.split(",")).contains(type.name()),
        type + " is not asked for");
    LiveSystem.runs().reads(type, Integer.getInteger("sap.s4.pages", 500));
  }

  @Test
  void checks() throws IOException {
    LiveSystem.runs().checks();
  }
}
