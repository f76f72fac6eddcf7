package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final String COMPANIES = "/crm/objects/2026-09/companies/batch/";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start();
  private final TestClient client = new TestClient(hubspot);
  private final HubSpotUser user = hubspot.user();

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private void keyProperty() {
    client.post(
        "/crm/properties/2026-09/companies",
        "{'name':'erp_key','label':'K','groupName':'companyinformation','type':'string',"
            + "'fieldType':'text','hasUniqueValue':true}");
  }

  @Test
  void withoutTraceIdsOneBadRowFailsTheWholeBatch() {
    var refused =
        client.post(
            COMPANIES + "create",
            "{'inputs':[{'properties':{'name':'A'}},{'properties':{'nonsense':'x'}}]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(user.records("companies")).isEmpty();
    assertThat(hubspot.writes()).isZero();
  }

  @Test
  void withTraceIdsEachRowHasItsOwnOutcome() {
    var answer =
        client.post(
            COMPANIES + "create",
            "{'inputs':[{'objectWriteTraceId':'t1','properties':{'name':'A'}},"
                + "{'objectWriteTraceId':'t2','properties':{'nonsense':'x'}},"
                + "{'objectWriteTraceId':'t3','properties':{'name':'C'}}]}");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.text("numErrors")).isEqualTo("1");
    assertThat(answer.text("errors", 0, "context", "objectWriteTraceId", 0)).isEqualTo("t2");
    assertThat(answer.text("errors", 0, "errors", 0, "code")).isEqualTo("PROPERTY_DOESNT_EXIST");
    assertThat(answer.text("results", 0, "objectWriteTraceId"))
        .as("results are not in the order of the inputs")
        .isEqualTo("t3");
    assertThat(user.records("companies")).hasSize(2);
    assertThat(hubspot.writes()).isEqualTo(2);
  }

  @Test
  void aTraceIdUsedTwiceIsNone() {
    var refused =
        client.post(
            COMPANIES + "create",
            "{'inputs':[{'objectWriteTraceId':'t','properties':{'name':'A'}},"
                + "{'objectWriteTraceId':'t','properties':{'nonsense':'x'}}]}");

    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void upsertsByAUniqueProperty() {
    keyProperty();
    String id = user.create("companies", Map.of("name", "A", "erp_key", "N:101")).id();

    var answer =
        client.post(
            COMPANIES + "upsert",
            "{'inputs':[{'id':'N:101','idProperty':'erp_key','properties':{'name':'B'}},"
                + "{'id':'N:102','idProperty':'erp_key','properties':{'name':'C'}}]}");

    assertThat(answer.status()).isEqualTo(200);
    Map<Object, Object> isNew =
        answer.list("results").stream()
            .map(each -> (Map<?, ?>) each)
            .collect(
                Collectors.toMap(
                    each ->
                        ((Map<?, ?>) each.get("properties")).get("erp_key") == null
                            ? each.get("id")
                            : "created",
                    each -> each.get("new")));
    assertThat(isNew).containsEntry(id, false).containsEntry("created", true);
    assertThat(user.find("companies", "erp_key", "N:102")).hasSize(1);
    assertThat(user.record("companies", id).orElseThrow().value("name")).contains("B");
  }

  @Test
  void refusesAnUpsertThatIsNotClear() {
    keyProperty();
    for (String inputs :
        List.of(
            "{'id':'1','idProperty':'erp_key','properties':{}},"
                + "{'id':'1','idProperty':'erp_key','properties':{}}",
            "{'id':'acme.example','idProperty':'domain','properties':{}}")) {
      assertThat(client.post(COMPANIES + "upsert", "{'inputs':[" + inputs + "]}").status())
          .isEqualTo(400);
    }
    assertThat(user.records("companies")).isEmpty();
  }

  @Test
  void takesAHundredRowsAndNoMore() {
    String rows =
        IntStream.range(0, 101)
            .mapToObj(i -> "{'properties':{'name':'" + i + "'}}")
            .collect(Collectors.joining(","));

    assertThat(client.post(COMPANIES + "create", "{'inputs':[" + rows + "]}").status())
        .isEqualTo(400);
    String hundred = rows.substring(0, rows.lastIndexOf(",{"));
    assertThat(client.post(COMPANIES + "create", "{'inputs':[" + hundred + "]}").status())
        .isEqualTo(201);
    assertThat(hubspot.writes()).isEqualTo(100);
  }

  @Test
  void readsWhatIsThereAndNamesWhatIsNot() {
    String id = user.create("companies", Map.of("name", "A")).id();

    var answer =
        client.post(
            COMPANIES + "read",
            "{'properties':['name'],'inputs':[{'id':'999'},{'id':'" + id + "'}]}");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.list("results")).hasSize(1);
    assertThat(answer.text("errors", 0, "context", "ids", 0)).isEqualTo("999");
  }

  @Test
  void updatesByUniquePropertyAndArchivesWhatIsThere() {
    keyProperty();
    String id = user.create("companies", Map.of("name", "A", "erp_key", "N:101")).id();

    var updated =
        client.post(
            COMPANIES + "update",
            "{'inputs':[{'id':'N:101','idProperty':'erp_key','properties':{'name':'B'}}]}");
    var archived =
        client.post(COMPANIES + "archive", "{'inputs':[{'id':'" + id + "'},{'id':'999'}]}");

    assertThat(updated.text("results", 0, "properties", "name")).isEqualTo("B");
    assertThat(archived.status()).isEqualTo(204);
    assertThat(user.record("companies", id).orElseThrow().archived()).isTrue();
    assertThat(hubspot.journal().count("POST", "batch/archive$")).isEqualTo(1);
  }
}
