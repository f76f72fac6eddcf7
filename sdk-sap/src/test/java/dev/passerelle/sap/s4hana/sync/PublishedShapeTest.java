package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What connector and simulator use of the services, held against what SAP published of them, and
 * every address read by a parser that is not ours.
 */
class PublishedShapeTest {
  private static Systems systems;
  private static final Systems[] FOUR = new Systems[1];

  @BeforeAll
  static void work() {
    systems = Worked.with(new Systems());
    FOUR[0] = Worked.with(new Systems(codes -> codes.ordersOverV4()));
  }

  @AfterAll
  static void stop() {
    for (Systems each : new Systems[] {systems, FOUR[0]}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void everyPropertyThatTheConnectorReadsIsPublished() throws Exception {
    for (Systems each : List.of(systems, FOUR[0])) {
      try (Connector connector = S4Hana.connect(each.settings);
          S4HanaClient client = S4HanaClient.of(each.settings)) {
        Site site = new Site(client, each.settings);
        for (EntityType type : S4HanaConnector.TYPES.keySet()) {
          Set<Field<?>> fields = Worked.fields(connector, type);
          assertThat(fields).as("fields of %s", type).isNotEmpty();
          EntityMap map = S4HanaConnector.TYPES.get(type).apply(site, Selection.of(fields));
          Published published = Published.of(map.source().api());
          assertThat(map.paths())
              .as("%s", type)
              .allMatch(path -> published.property(map.source().set(), path).isPresent());
        }
      }
    }
  }

  @Test
  void everyPropertyOfTheSimulatorIsPublishedWithItsType() throws Exception {
    List<String> wrong = new ArrayList<>();
    try (S4HanaClient client = S4HanaClient.of(systems.settings)) {
      for (S4HanaApi api : EnumSet.complementOf(EnumSet.copyOf(Published.UNPUBLISHED))) {
        ODataMetadata simulated = client.service(api).metadata();
        Published published = Published.of(api);
        for (String set : simulated.sets().keySet()) {
          if (!published.hasSet(set)) {
            wrong.add(api + " " + set);
          }
          simulated
              .typeOf(set)
              .orElseThrow()
              .properties()
              .forEach((name, its) -> difference(published, set, name, its).ifPresent(wrong::add));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Optional<String> difference(
      Published published, String set, String name, ODataMetadata.Property its) {
    Optional<Published.Property> real = published.property(set, name);
    if (real.isEmpty()) {
      return Optional.of(set + "/" + name + " is not published");
    }
    boolean way =
        !List.of(
                "String",
                "Decimal",
                "Boolean",
                "DateTime",
                "Date",
                "Time",
                "TimeOfDay",
                "DateTimeOffset")
            .contains(its.type());
    boolean told = !real.get().type().isEmpty() && !way;
    if (told && !real.get().type().equals(its.type())) {
      return Optional.of(set + "/" + name + " is " + real.get().type());
    }
    boolean longer = real.get().length() > 0 && its.maxLength() > real.get().length();
    return longer
        ? Optional.of(set + "/" + name + " has " + real.get().length())
        : Optional.empty();
  }

  @Test
  void everyAddressIsReadByAnotherParser() throws Exception {
    int read = 0;
    for (Systems each : List.of(systems, FOUR[0])) {
      OtherParsers parsers = new OtherParsers(each);
      for (String address : new LinkedHashSet<>(each.addresses())) {
        parsers.read(address);
        read++;
      }
    }
    assertThat(read).isGreaterThan(200);
    assertThat(systems.addresses())
        .anyMatch(each -> each.contains("LastChangeTime%20ge%20time"))
        .anyMatch(each -> each.contains("%20datetimeoffset"))
        .anyMatch(each -> each.startsWith("DELETE"))
        .anyMatch(each -> each.startsWith("PATCH"));
  }

  /** Batches with their change sets, deep inserts and changes, with the types of their values. */
  @Test
  void everyBodyIsReadByAnotherParser() throws Exception {
    int read = 0;
    for (Systems each : List.of(systems, FOUR[0])) {
      OtherParsers parsers = new OtherParsers(each);
      for (Map.Entry<String, String> body : each.bodies()) {
        try {
          read += parsers.readBody(body.getKey(), body.getValue());
        } catch (org.opentest4j.TestAbortedException e) {
          throw e;
        } catch (Exception e) {
          // The parsers refuse in ways of their own; each refusal names what it read.
          throw new AssertionError(body.getKey() + " " + body.getValue(), e);
        }
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(systems.bodies()).anyMatch(each -> each.getKey().endsWith("$batch"));
  }

  @Test
  void everyNameInABodyIsPublished() throws Exception {
    List<String> wrong = new ArrayList<>();
    int bodies = 0;
    for (Systems each : List.of(systems, FOUR[0])) {
      for (Map.Entry<String, String> body : each.bodies()) {
        for (Sent sent : Sent.of(body.getKey(), body.getValue())) {
          names(Published.of(sent.api()), sent.set(), "", new Json().tree(sent.body()), wrong);
          bodies++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(bodies).isGreaterThan(40);
  }

  private static void names(
      Published published, String set, String before, JsonTree tree, List<String> wrong) {
    tree.items().forEach(each -> names(published, set, before, each, wrong));
    tree.fields()
        .forEach(
            (name, value) -> {
              String path = before + name;
              if (published.property(set, path).isEmpty()) {
                wrong.add(set + "/" + path);
              }
              names(published, set, path + "/", value, wrong);
            });
  }

  @Test
  void whatIsOnlyDescribedInOpenApiAnswersThere() throws Exception {
    assertThat(Published.of(S4HanaApi.MATERIAL_STOCK).answers("/A_MaterialStock", "get")).isTrue();
    assertThat(
            Published.of(S4HanaApi.SALES_ORDER_SIMULATION)
                .answers("/A_SalesOrderSimulation", "post"))
        .isTrue();
    Published quotations = Published.of(S4HanaApi.SALES_QUOTATION);
    assertThat(quotations.answers("/A_SalesQuotation", "get")).isTrue();
    assertThat(quotations.answers("/A_SalesQuotation", "post")).isTrue();
    assertThat(quotations.answers("/A_SalesQuotation('{SalesQuotation}')", "get")).isTrue();
    Published deliveries = Published.of(S4HanaApi.OUTBOUND_DELIVERY);
    assertThat(deliveries.answers("/A_OutbDeliveryHeader", "get")).isTrue();
    assertThat(deliveries.answers("/A_OutbDeliveryHeader('{DeliveryDocument}')", "get")).isTrue();
    assertThat(deliveries.answers("/PostGoodsIssue", "post")).isTrue();
  }
}
