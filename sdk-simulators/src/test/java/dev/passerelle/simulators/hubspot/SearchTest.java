package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final String SEARCH = "/crm/objects/2026-09/companies/search";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start();
  private final TestClient client = new TestClient(hubspot);
  private final HubSpotUser user = hubspot.user();

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private List<String> names(String filters) {
    var answer =
        client.post(
            SEARCH, "{'filterGroups':[{'filters':[" + filters + "]}],'properties':['name']}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.list("results").stream()
        .map(each -> String.valueOf(((Map<?, ?>) ((Map<?, ?>) each).get("properties")).get("name")))
        .toList();
  }

  private String filter(String property, String operator, String value) {
    return "{'propertyName':'"
        + property
        + "','operator':'"
        + operator
        + "','value':'"
        + value
        + "'}";
  }

  @Test
  void windowsByTheStampOfTheLastChange() {
    user.create("companies", Map.of("name", "A"));
    clock.advance(Duration.ofSeconds(10));
    user.create("companies", Map.of("name", "B"));
    clock.advance(Duration.ofSeconds(10));
    user.create("companies", Map.of("name", "C"));
    long ten = Instant.parse("2026-03-16T12:00:10Z").toEpochMilli();

    assertThat(
            names(
                filter("hs_lastmodifieddate", "GTE", "" + ten)
                    + ","
                    + filter("hs_lastmodifieddate", "LT", "" + (ten + 10_000))))
        .containsExactly("B");
    assertThat(names(filter("hs_lastmodifieddate", "GT", "" + ten))).containsExactly("C");
  }

  @Test
  void contactsHaveAStampOfTheirOwnName() {
    user.create("contacts", Map.of("email", "a@b.example"));
    String path = "/crm/objects/2026-09/contacts/search";
    String body =
        "{'filterGroups':[{'filters':[{'propertyName':'%s','operator':'GTE','value':'0'}]}]}";

    assertThat(client.post(path, body.formatted("lastmodifieddate")).text("total")).isEqualTo("1");
    assertThat(client.post(path, body.formatted("hs_lastmodifieddate")).status()).isEqualTo(400);
  }

  @Test
  void comparesNumbersAsNumbersAndTextWithoutCase() {
    user.create("companies", Map.of("name", "Alpha Bêta", "annualrevenue", "9"));
    user.create("companies", Map.of("name", "gamma", "annualrevenue", "100"));

    assertThat(names(filter("annualrevenue", "GT", "10"))).containsExactly("gamma");
    assertThat(names(filter("annualrevenue", "EQ", "9.0"))).containsExactly("Alpha Bêta");
    assertThat(names(filter("name", "EQ", "GAMMA"))).containsExactly("gamma");
    assertThat(names(filter("name", "CONTAINS_TOKEN", "bê*"))).containsExactly("Alpha Bêta");
    assertThat(names(filter("phone", "NOT_HAS_PROPERTY", ""))).hasSize(2);
    assertThat(names("{'propertyName':'name','operator':'IN','values':['gamma']}"))
        .containsExactly("gamma");
    assertThat(names("{'propertyName':'name','operator':'IN','values':['Alpha Bêta']}"))
        .as("IN wants lower case")
        .isEmpty();
    assertThat(
            names(
                "{'propertyName':'annualrevenue','operator':'BETWEEN','value':'9','highValue':'99'}"))
        .containsExactly("Alpha Bêta");
  }

  @Test
  void lagsBehindAndNeverShowsArchivedRecords() {
    hubspot.indexLag(Duration.ofSeconds(5));
    String id = user.create("companies", Map.of("name", "A")).id();

    assertThat(names(filter("name", "EQ", "A"))).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(names(filter("name", "EQ", "A"))).containsExactly("A");
    user.update("companies", id, "name", "B");
    assertThat(names(filter("name", "EQ", "A"))).as("still the old value").containsExactly("A");
    user.archive("companies", id);
    assertThat(names(filter("name", "EQ", "A"))).containsExactly("A");
    clock.advance(Duration.ofSeconds(5));
    assertThat(names(filter("hs_object_id", "GT", "0"))).isEmpty();
  }

  @Test
  void sortsPagesAndStopsAtTenThousand() {
    StringBuilder data = new StringBuilder("{\"objects\":{\"companies\":[");
    for (int i = 0; i < 10_001; i++) {
      data.append(i == 0 ? "" : ",")
          .append("{\"properties\":{\"name\":\"")
          .append(i)
          .append("\"}}");
    }
    hubspot.load(data.append("]}}").toString());

    var page =
        client.post(
            SEARCH,
            "{'sorts':[{'propertyName':'hs_object_id','direction':'DESCENDING'}],"
                + "'limit':200,'after':'9800','properties':['name']}");
    assertThat(page.text("total")).isEqualTo("10001");
    assertThat(page.list("results")).hasSize(200);
    assertThat(page.text("results", 0, "properties", "name")).isEqualTo("200");
    assertThat(page.text("paging", "next", "after")).isEqualTo("10000");
    var beyond = client.post(SEARCH, "{'limit':200,'after':'10000'}");
    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.text("category")).isEqualTo("VALIDATION_ERROR");
  }

  @Test
  void refusesWhatIsTooMuch() {
    String one = filter("name", "EQ", "a");
    String seven = String.join(",", List.of(one, one, one, one, one, one, one));
    for (String body :
        List.of(
            "{'limit':201}",
            "{'filterGroups':[{'filters':[" + seven + "]}]}",
            "{'sorts':['name','-name']}",
            "{'filterGroups':[{'filters':[" + filter("name", "LIKE", "a") + "]}]}",
            "{'filterGroups':[{'filters':[" + filter("no_such", "EQ", "a") + "]}]}",
            "{'query':'" + "x".repeat(3_000) + "'}")) {
      assertThat(client.post(SEARCH, body).status()).as(body).isEqualTo(400);
    }
  }
}
