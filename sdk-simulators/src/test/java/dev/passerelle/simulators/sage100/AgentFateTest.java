package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.simulators.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One effect per reference, whatever happens (contract §6; case §6 events 10 to 12). */
class AgentFateTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT);
  private final AgentClient agent = new AgentClient(company);

  @AfterEach
  void close() {
    company.close();
  }

  private long orders() {
    return (Long) company.value("SELECT COUNT(*) FROM F_DOCENTETE WHERE DO_NoWeb = '70100001001'");
  }

  @Test
  void repeatsTheAnswerAndNotTheEffect() throws IOException {
    Map<String, Object> first = agent.perform("q", "document.create", Quotes.q1001());
    Map<String, Object> again = agent.perform("q", "document.create", Quotes.q1001());
    assertThat(again).containsEntry("repeated", true);
    assertThat(again.get("record")).isEqualTo(first.get("record"));
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void numbersMayBeSpeltOtherwise() throws IOException {
    Map<String, Object> one =
        Quotes.order("BATIGWADA", "R", "1", Map.of("AR_Ref", "CIM-CPJ-35", "DL_Qte", "5"));
    Map<String, Object> same =
        Quotes.order("BATIGWADA", "R", "1", Map.of("AR_Ref", "CIM-CPJ-35", "DL_Qte", 5));
    Map<String, Object> other =
        Quotes.order("BATIGWADA", "R", "1", Map.of("AR_Ref", "CIM-CPJ-35", "DL_Qte", "6"));
    agent.perform("q", "document.create", one);
    assertThat(agent.perform("q", "document.create", same)).containsEntry("repeated", true);
    assertThat(AgentClient.errors(agent.perform("q", "document.create", other)))
        .containsExactly("REFERENCE_REUSED reference");
  }

  @Test
  void concurrentRequestsWithOneReferenceMakeOneOrder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Map<String, Object>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () -> new AgentClient(company).perform("q", "document.create", Quotes.q1001())));
      }
      for (Future<Map<String, Object>> answer : answers) {
        assertThat(answer.get().get("outcome")).isIn("done", "executing");
      }
    } finally {
      threads.shutdown();
    }
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aRefusedReferenceMayBeSentAgainWithMendedContent() throws IOException {
    agent.perform("q", "document.create", Quotes.q1008());
    assertThat(agent.get("/v1/requests/q")).containsEntry("fate", "refused").containsKey("errors");
    assertThat(agent.perform("q", "document.create", Quotes.q1001()))
        .containsEntry("outcome", "done");
    assertThat(agent.fate("q")).isEqualTo("done");
  }

  @Test
  void aRecordInUseIsBusyAndChangesNothing() throws IOException {
    company.sage.locks().inUse("F_DOCCURRENTPIECE", 2);
    for (int i = 0; i < 2; i++) {
      assertThat(agent.perform("q", "document.create", Quotes.q1001()))
          .containsEntry("outcome", "busy")
          .containsEntry("code", "RECORD_IN_USE");
      assertThat(agent.fate("q")).isEqualTo("unknown");
      assertThat(orders()).isZero();
    }
    assertThat(agent.perform("q", "document.create", Quotes.q1001()))
        .containsEntry("outcome", "done");
    assertThat(company.value("SELECT DC_Piece FROM F_DOCCURRENTPIECE WHERE DC_IdCol = 1"))
        .isEqualTo("BC260024");
  }

  @Test
  void aTimeOutAfterTheCommitIsFoundByItsReference() throws IOException {
    company.sage.faults().next(1, "POST", "/v1/batch", Fault.timeoutAfterCommit());
    AgentClient hasty = new AgentClient(company, Duration.ofMillis(1500));
    assertThatThrownBy(() -> hasty.perform("q", "document.create", Quotes.q1001()))
        .isInstanceOf(IOException.class);
    assertThat(agent.fate("q")).isEqualTo("done");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aLateRequestTakesEffectUnlessItsTimeIsOver() throws IOException {
    company.sage.faults().next(2, "POST", "/v1/batch", Fault.late(Duration.ofSeconds(30)));
    assertThatThrownBy(() -> agent.perform("q", "document.create", Quotes.q1001()))
        .isInstanceOf(IOException.class);
    Map<String, Object> limited =
        Map.of(
            "notAfter",
            "2026-03-16T12:00:10Z",
            "operations",
            List.of(AgentClient.operation("s", "customer.sleep", Map.of("record", 104))));
    assertThatThrownBy(() -> agent.post("/v1/batch", limited)).isInstanceOf(IOException.class);
    assertThat(agent.fate("q")).isEqualTo("unknown");
    company.clock.advance(Duration.ofSeconds(31));
    assertThat(agent.fate("q")).isEqualTo("done");
    assertThat(agent.fate("s")).isEqualTo("unknown");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aCrashBeforeSageLeavesNothing() throws IOException {
    company.sage.agent().crash(CrashPoint.JOURNALLED, true);
    assertThatThrownBy(() -> agent.perform("q", "document.create", Quotes.q1001()))
        .isInstanceOf(IOException.class);
    assertThat(agent.fate("q")).isEqualTo("executing");
    agent.post(
        "/v1/batch",
        Map.of(
            "operations", List.of(AgentClient.operation("q", "document.create", Quotes.q1001()))));
    assertThat(agent.status).isEqualTo(503);
    company.sage.agent().settle();
    assertThat(agent.fate("q")).isEqualTo("unknown");
    assertThat(agent.perform("q", "document.create", Quotes.q1001()))
        .containsEntry("repeated", false);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aCrashAfterSageIsFoundAgain() throws IOException {
    company.sage.agent().crash(CrashPoint.COMMITTED, false);
    assertThatThrownBy(() -> agent.perform("q", "document.create", Quotes.q1001()))
        .isInstanceOf(IOException.class);
    Map<String, Object> fate = agent.get("/v1/requests/q");
    assertThat(fate).containsEntry("fate", "done");
    assertThat(AgentClient.fields(fate)).containsEntry("DO_Piece", "BC260023");
    assertThat(agent.perform("q", "document.create", Quotes.q1001()))
        .containsEntry("repeated", true);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aPutOffOperationIsExecutingUntilItIsDone() throws IOException {
    company.sage.agent().defer(1);
    assertThat(agent.perform("q", "document.create", Quotes.q1001()))
        .containsEntry("outcome", "executing");
    assertThat(agent.perform("q", "document.create", Quotes.q1001()))
        .containsEntry("outcome", "executing");
    assertThat(agent.fate("q")).isEqualTo("executing");
    assertThat(company.sage.agent().finish()).isEqualTo(1);
    assertThat(agent.fate("q")).isEqualTo("done");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void manyFatesAreAskedForAtOnce() throws IOException {
    agent.perform("q", "document.create", Quotes.q1001());
    Map<String, Object> answer =
        agent.post("/v1/requests/query", Map.of("references", List.of("q", "none")));
    assertThat(answer.get("fates").toString()).contains("fate=done", "fate=unknown");
  }

  @Test
  void aLostJournalShowsAsAnotherInstance() throws IOException {
    Object before = agent.get("/v1/about").get("agent");
    company.sage.agent().loseJournal();
    assertThat(agent.get("/v1/about").get("agent")).isNotEqualTo(before);
  }
}
