package dev.passerelle.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Deprecation;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatedVersionsTest {
  @Test
  void aVersionsEndIsToldSixMonthsBefore() {
    assertThat(DatedVersions.ending(Instant.parse("2027-02-28T23:00:00Z"))).isEmpty();
    assertThat(DatedVersions.ending(Instant.parse("2027-03-01T00:00:00Z")))
        .containsExactly(
            new Deprecation(
                "API version 2026-03", null, Instant.parse("2027-09-01T00:00:00Z"), null));
    assertThat(DatedVersions.ending(Instant.parse("2028-04-01T00:00:00Z")))
        .extracting(Deprecation::operation)
        .containsExactly("API version 2026-03", "API version 2026-09");
  }
}
