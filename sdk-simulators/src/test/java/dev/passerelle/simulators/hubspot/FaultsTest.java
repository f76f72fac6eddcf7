package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.SimulatedClock;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String COMPANIES = "/crm/objects/2026-09/companies";
  private static final String BODY = "{'properties':{'name':'A'}}";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start();
  private final TestClient client = TestClient.impatient(hubspot);

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private int companies() {
    return hubspot.user().records("companies").size();
  }

  private void next(Fault fault) {
    hubspot.faults().next(1, "POST", "/companies$", fault);
  }

  @Test
  void anAnswerIsLostBeforeOrAfterTheCommit() {
    next(Fault.timeoutBeforeCommit());
    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    assertThat(companies()).isZero();
    next(Fault.timeoutAfterCommit());
    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    assertThat(companies()).isEqualTo(1);
    next(Fault.dropBeforeCommit());
    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    assertThat(companies()).isEqualTo(1);
    next(Fault.dropAfterCommit());
    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    assertThat(companies()).isEqualTo(2);
    assertThat(hubspot.writes()).isEqualTo(2);
    assertThat(hubspot.journal().entries())
        .extracting(JournalEntry::fault)
        .containsExactly("never silence", "done silence", "never dropped", "done dropped");
  }

  @Test
  void anAnswerBreaksOff() {
    next(Fault.truncated());

    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    assertThat(companies()).isEqualTo(1);
  }

  @Test
  void anotherAnswerTakesThePlaceOfTheTrueOne() {
    next(Fault.html(502));
    assertThat(client.post(COMPANIES, BODY).text()).contains("<html>");
    assertThat(companies()).isZero();
    next(Fault.answerAfterCommit(504, ""));
    assertThat(client.post(COMPANIES, BODY).status()).isEqualTo(504);
    assertThat(companies()).isEqualTo(1);
    next(HubSpotFaults.tooManyRequests(10));
    var refused = client.post(COMPANIES, BODY);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().get("Retry-After")).isEqualTo("10");
    assertThat(refused.text("policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
    next(HubSpotFaults.locked());
    assertThat(client.post(COMPANIES, BODY).status()).isEqualTo(423);
    next(HubSpotFaults.migrating(3600));
    assertThat(client.post(COMPANIES, BODY).headers().get("Retry-After")).isEqualTo("3600");
  }

  @Test
  void onlyFittingCallsSufferAndOnlySoOften() {
    hubspot.faults().next(1, 2, "POST", "companies", HubSpotFaults.internalError());

    assertThat(client.get(COMPANIES).status()).isEqualTo(200);
    assertThat(client.post(COMPANIES, BODY).status()).as("skipped").isEqualTo(201);
    assertThat(client.post(COMPANIES, BODY).status()).isEqualTo(500);
    assertThat(hubspot.faults().pending()).isEqualTo(1);
    assertThat(client.post(COMPANIES, BODY).status()).isEqualTo(500);
    assertThat(client.post(COMPANIES, BODY).status()).isEqualTo(201);
  }

  @Test
  void aCallTakesEffectLate() {
    next(Fault.late(Duration.ofMinutes(5)));
    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    clock.advance(Duration.ofMinutes(4));
    assertThat(client.get(COMPANIES).list("results")).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.get(COMPANIES).list("results")).hasSize(1);
    next(Fault.late(Duration.ofDays(1)));
    assertThatThrownBy(() -> client.post(COMPANIES, BODY)).isInstanceOf(UncheckedIOException.class);
    assertThat(hubspot.executeLateCalls()).isEqualTo(1);
    assertThat(companies()).isEqualTo(2);
  }

  @Test
  void slowAnswersAreTrueOnes() {
    next(Fault.slow(Duration.ofMillis(50)));

    assertThat(client.post(COMPANIES, BODY).status()).isEqualTo(201);
  }

  @Test
  void theJournalTellsCallsFromEachOther() {
    String id = hubspot.user().create("companies", Map.of("name", "A")).id();
    client.get(COMPANIES + "/" + id);
    client.patch(COMPANIES + "/" + id, BODY);

    assertThat(hubspot.journal().count("GET", "companies/\\d+$")).isEqualTo(1);
    assertThat(hubspot.journal().count("*", "companies")).isEqualTo(2);
    assertThat(hubspot.journal().entries().get(1))
        .extracting(JournalEntry::template, JournalEntry::status, JournalEntry::written)
        .containsExactly("/crm/objects/{version}/{type}/{id}", 200, 1);
    hubspot.journal().clear();
    assertThat(hubspot.writes()).isZero();
  }
}
