package dev.passerelle.sap.businessone.sync;

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
 * Reads a real company, writes nothing: every type that the user may read, or those of {@code
 * -Dsap.b1.types=customer,product}, with at most {@code -Dsap.b1.pages} pages of 200 each. See
 * {@link LiveCompany}.
 */
@Tag("live")
class LiveReadingTest {
  static Set<EntityType> types() {
    return BusinessOneConnector.TYPES.keySet();
  }

  @ParameterizedTest
  @MethodSource("types")
  void listsReadsAndFollows(EntityType type) throws IOException {
    String wanted = LiveCompany.given("types");
    Assumptions.assumeTrue(
        wanted.isEmpty() || List.of(wanted.split(",")).contains(type.name()),
        type + " is not asked for");
    LiveCompany.runs().reads(type, Integer.getInteger("sap.b1.pages", 500));
  }

  @Test
  void checks() throws IOException {
    LiveCompany.runs().checks();
  }
}
