package dev.passerelle.sap.s4hana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.model.S4Record;
import dev.passerelle.sap.s4hana.sync.Systems;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.s4hana.S4HanaFaults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client against the simulated gateway: sessions, tokens, errors, batches, pages. */
class S4HanaClientTest extends OnGateway {
  @Test
  void deepInsertsPricesAndNumbersItems() {
    S4Record made = orders().create("A_SalesOrder", order("DI", "TG1", "TG2")).orElseThrow();
    String number = made.number("SalesOrder").orElseThrow();
    S4Record read =
        orders()
            .find(
                "A_SalesOrder",
                ODataKey.of(number),
                ODataQuery.all()
                    .select("SalesOrder", "TotalNetAmount", "LastChangeDateTime")
                    .expand("to_Item", ODataQuery.all().select("SalesOrderItem", "NetAmount")))
            .orElseThrow();
    assertThat(read.amount("TotalNetAmount")).isEqualByComparingTo("42.00");
    assertThat(read.rows("to_Item"))
        .extracting(row -> row.number("SalesOrderItem").orElse(""))
        .containsExactly("10", "20");
    assertThat(read.instant("LastChangeDateTime")).hasValue(systems.theirs.instant());
    assertThat(read.etag()).isPresent();
  }

  @Test
  void changesNeedTheEtagThatIsThere() {
    S4Record row = products().find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all()).orElseThrow();
    String etag = row.etag().orElseThrow();
    Map<String, Object> change = Map.of("ProductGroup", "L001");
    assertThatThrownBy(() -> products().update(PRODUCTS, ODataKey.of("TG1"), change, null))
        .isInstanceOf(StaleRecord.class);
    products().update(PRODUCTS, ODataKey.of("TG1"), change, etag);
    assertThatThrownBy(() -> products().update(PRODUCTS, ODataKey.of("TG1"), change, etag))
        .isInstanceOf(StaleRecord.class);
  }

  @Test
  void aChangeSetIsAllOrNothingAndTheOtherOneStands() {
    String one = etag("TG3");
    String two = etag("TG4");
    ODataBatch batch =
        ODataBatch.builder()
            .changeSet(
                new ODataBatch.ChangeSet()
                    .update("a", PRODUCTS, ODataKey.of("TG3"), group("X1"), one)
                    .update("b", PRODUCTS, ODataKey.of("TG4"), group("X1"), "W/\"'old'\""))
            .changeSet(
                new ODataBatch.ChangeSet()
                    .update("c", PRODUCTS, ODataKey.of("TG4"), group("X2"), two))
            .find("d", PRODUCTS, ODataKey.of("TG4"), ODataQuery.all().select("ProductGroup"))
            .build();
    ODataBatchAnswer answer = products().send(batch);
    assertThat(answer.part("a").orElseThrow().status()).isEqualTo(412);
    assertThat(products().failure(answer.part("b").orElseThrow()))
        .containsInstanceOf(StaleRecord.class);
    assertThat(answer.part("c").orElseThrow().isDone()).isTrue();
    assertThat(answer.part("d").orElseThrow().text()).contains("X2");
    assertThat(groupOf("TG3")).isNotEqualTo("X1");
  }

  private String etag(String product) {
    return products()
        .find(PRODUCTS, ODataKey.of(product), ODataQuery.all())
        .flatMap(S4Record::etag)
        .orElseThrow();
  }

  private dev.passerelle.core.http.JsonTree group(String code) {
    return products().body(Map.of("ProductGroup", code));
  }

  private String groupOf(String product) {
    return products()
        .find(PRODUCTS, ODataKey.of(product), ODataQuery.all())
        .flatMap(row -> row.text("ProductGroup"))
        .orElse("");
  }

  @Test
  void pagesOfBothVersionsAreFollowed() {
    for (int n = 0; n < 5; n++) {
      orders().create("A_SalesOrder", order("P" + n, "TG1"));
    }
    systems.simulator.pageSize(2);
    assertThat(all(products(), PRODUCTS, "Product")).hasSize(7).doesNotHaveDuplicates();
    S4Service four = client.service(S4HanaApi.SALES_ORDER_V4);
    assertThat(all(four, "SalesOrder", "SalesOrder")).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    assertThat(products().count(PRODUCTS, ODataQuery.all())).isEqualTo(7);
  }

  private static List<String> all(S4Service service, String set, String key) {
    List<String> keys = new ArrayList<>();
    S4Service.Page page = service.page(set, ODataQuery.all().select(key).orderBy(key).top(100));
    page.records().forEach(row -> keys.add(row.text(key).orElseThrow()));
    while (page.next().isPresent()) {
      page = service.next(page.next().get());
      page.records().forEach(row -> keys.add(row.text(key).orElseThrow()));
    }
    return keys;
  }

  @Test
  void versionFourMakesTheSameOrder() {
    S4Service four = client.service(S4HanaApi.SALES_ORDER_V4);
    Map<String, Object> values = new LinkedHashMap<>(order("V4", "TG1"));
    values.remove("to_Item");
    values.put(
        "_Item", List.of(Map.of("Product", "TG1", "RequestedQuantity", new BigDecimal("3"))));
    String number =
        four.create("SalesOrder", values).flatMap(row -> row.number("SalesOrder")).orElseThrow();
    S4Record read =
        four.find("SalesOrder", ODataKey.of(number), ODataQuery.all().expand("_Item"))
            .orElseThrow();
    assertThat(read.rows("_Item").get(0).amount("RequestedQuantity")).isEqualByComparingTo("3");
    assertThat(read.etag()).isPresent();
  }

  @Test
  void aServiceThatIsNotActiveIsNoMissingRecord() {
    assertThat(products().find(PRODUCTS, ODataKey.of("NONE"), ODataQuery.all())).isEmpty();
    S4Service missing = client.service("sap/opu/odata/sap/API_NOT_ACTIVE/", ODataDialect.V2);
    assertThatThrownBy(() -> missing.find("A_Thing", ODataKey.of("1"), ODataQuery.all()))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("not active");
    systems.simulator.faults().next(1, "GET", "A_Product", Fault.answer(404, "not here"));
    assertThatThrownBy(() -> products().find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all()))
        .isInstanceOf(AccessDenied.class);
    systems
        .simulator
        .faults()
        .next(1, "GET", "A_Product", Fault.answer(404, "{\"error\":{\"code\":null}}"));
    assertThat(products().find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all())).isEmpty();
  }

  @Test
  void theCauseIsTakenFromTheDetails() {
    Map<String, Object> unknown = order("E1", "TG1");
    unknown.put("SoldToParty", "4711");
    RefusedByRemote refused =
        catchThrowableOfType(RefusedByRemote.class, () -> orders().create("A_SalesOrder", unknown));
    assertThat(refused.detail().cause()).startsWith("VP/199 Sold-to party");
    assertThat(refused.fieldErrors())
        .extracting(error -> error.field())
        .containsExactly("SoldToParty");
    assertThat(refused.requestId()).isPresent();
  }

  @Test
  void theCatalogueOfErrors() {
    assertThat(failure(S4HanaFaults.locked())).isInstanceOf(TransientFailure.class);
    assertThat(failure(S4HanaFaults.locked()).code()).isEqualTo(ErrorCode.RECORD_IN_USE);
    assertThat(failure(S4HanaFaults.locked())).message().doesNotContain("MUELLER");
    assertThat(failure(S4HanaFaults.errorOfVersionFour(400, "V1/382", "Material x")))
        .isInstanceOf(RefusedByRemote.class);
    assertThat(failure(S4HanaFaults.error(400, "R11/401", "Durand SARL is wrong")))
        .isInstanceOf(RefusedByRemote.class)
        .message()
        .contains("R11/401")
        .doesNotContain("Durand");
    assertThat(failure(S4HanaFaults.error(400, "V1/302", "Customer 'Durand' is not allowed")))
        .message()
        .doesNotContain("Durand");
    assertThat(failure(S4HanaFaults.error(403, "/IWFND/CM_MGW_RT/403", "No authorization")))
        .isInstanceOf(AccessDenied.class);
    assertThat(failure(S4HanaFaults.error(400, "M3/017", "Material already exists")).code())
        .isEqualTo(ErrorCode.DUPLICATE_VALUE);
    assertThat(failure(S4HanaFaults.error(500, "SY/530", "dump")))
        .isInstanceOf(TransientFailure.class);
    assertThat(failure(Fault.answer(423, ""))).isInstanceOf(TransientFailure.class);
    assertThat(failure(S4HanaFaults.dispatcher()).code()).isEqualTo(ErrorCode.HTML_INSTEAD_OF_JSON);
  }

  private PasserelleException failure(Fault fault) {
    systems.simulator.faults().next(1, "GET", "A_Product", fault);
    return catchThrowableOfType(
        PasserelleException.class,
        () -> products().find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all()));
  }

  @Test
  void anUnknownPropertyIsDrift() {
    assertThatThrownBy(() -> products().page(PRODUCTS, ODataQuery.all().select("YY1_GONE").top(1)))
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("YY1_GONE");
  }

  @Test
  void zerosInFrontMeanNothing() {
    String number =
        orders()
            .create("A_SalesOrder", order("Z", "TG1"))
            .flatMap(row -> row.number("SalesOrder"))
            .orElseThrow();
    String padded = "0".repeat(10 - number.length()) + number;
    ODataQuery query = ODataQuery.all().filter(ODataFilter.eq("SalesOrder", padded)).top(2);
    assertThat(orders().page("A_SalesOrder", query).records()).hasSize(1);
    assertThat(S4Record.external(padded)).isEqualTo(number);
    assertThat(S4Record.external("00A7")).isEqualTo("00A7");
    assertThat(S4Record.external("000")).isEqualTo("0");
  }

  @Test
  void anActionWantsTheEtag() {
    String order =
        orders()
            .create("A_SalesOrder", order("GI", "TG1"))
            .flatMap(row -> row.number("SalesOrder"))
            .orElseThrow();
    String delivery = systems.simulator.user().deliver(order, "10", BigDecimal.ONE);
    S4Service deliveries = client.service(S4HanaApi.OUTBOUND_DELIVERY);
    Map<String, String> which = Map.of("DeliveryDocument", delivery);
    assertThatThrownBy(() -> deliveries.invoke("PostGoodsIssue", which, null))
        .isInstanceOf(StaleRecord.class);
    String etag =
        deliveries
            .find("A_OutbDeliveryHeader", ODataKey.of(delivery), ODataQuery.all())
            .flatMap(S4Record::etag)
            .orElseThrow();
    assertThat(deliveries.invoke("PostGoodsIssue", which, etag)).isPresent();
  }

  @Test
  void theServersClockIsTold() {
    assertThat(client.serverTime()).isEmpty();
    products().find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all());
    assertThat(client.serverTime()).hasValue(systems.theirs.instant());
  }

  @Test
  void settingsAreCheckedAtOnce() {
    S4HanaSettings.Builder builder = systems.builder();
    assertThatThrownBy(() -> builder.client("1")).hasMessageContaining("client");
    assertThatThrownBy(() -> builder.language("english")).hasMessageContaining("language");
    assertThatThrownBy(() -> builder.path(S4HanaApi.PRODUCT, "/x")).hasMessageContaining("path");
    S4HanaCodes.Builder codes = Systems.codes();
    assertThatThrownBy(() -> codes.lineProperty("a b")).hasMessageContaining("property");
  }
}
