package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quotes with their lines, their deal and their reports (case study §5). */
class QuoteTest {
  private static final Selection ALL =
      Selection.of(
          Quote.TITLE,
          Quote.STATUS,
          Quote.SEND,
          Quote.VALIDATED_AT,
          Quote.EXPIRES,
          Quote.CURRENCY,
          Quote.CUSTOMER,
          Quote.DEAL,
          Quote.LINES,
          Quote.NET,
          DocumentReport.STATUS,
          DocumentReport.NUMBER,
          DocumentReport.TOTAL_GROSS,
          DocumentReport.MESSAGE,
          DocumentReport.DELIVERY_STATUS);

  private final Portals portals = new Portals().prepared();
  private final HubSpotUser user = portals.simulator.user();
  private final Connector connector = HubSpot.connect(portals.settings);
  private final EntityAdapter quotes = connector.adapter(Quote.TYPE, ALL).orElseThrow();
  private final String company = user.create("companies", Map.of("name", "Bâti Gwada")).id();
  private final String deal = deal();
  private final String quote = quote("Q-1001", deal);

  @AfterEach
  void close() {
    connector.close();
    portals.close();
  }

  private String deal() {
    String id = user.create("deals", Map.of("dealname", "Chantier")).id();
    user.associate("deals", id, "companies", company);
    return id;
  }

  private String quote(String title, String ofDeal) {
    String id =
        user.create(
                "quotes",
                Map.of(
                    "hs_title",
                    title,
                    "hs_status",
                    "DRAFT",
                    "hs_currency",
                    "EUR",
                    "hs_expiration_date",
                    "2026-04-15"))
            .id();
    user.associate("quotes", id, "deals", ofDeal);
    return id;
  }

  private String line(String ofQuote, Map<String, String> values) {
    String id = user.create("line_items", values).id();
    user.associate("quotes", ofQuote, "line_items", id);
    return id;
  }

  private Fields read(String id) {
    Lookup lookup = quotes.read(List.of(RecordId.of(id))).get(0);
    assertThat(lookup).isInstanceOf(Lookup.Found.class);
    return ((Lookup.Found) lookup).snapshot().fields();
  }

  private Position now() {
    return quotes.list(Position.START, 100, EntityAdapter.Depth.KEYS).next();
  }

  private List<String> changed(Position since) {
    portals.pass(Duration.ofSeconds(2));
    return quotes.changesSince(since, 100).changes().stream()
        .map(Change::id)
        .map(RecordId::value)
        .toList();
  }

  @Test
  void showsLinesCustomerOfTheDealAndNet() {
    line(
        quote,
        Map.of(
            "hs_sku",
            "CIM-CPJ-35",
            "name",
            "Ciment",
            "quantity",
            "250",
            "price",
            "8.40",
            "hs_discount_percentage",
            "5",
            "hs_position_on_quote",
            "1"));
    String free =
        line(quote, Map.of("name", "Divers", "quantity", "7", "price", "15", "hs_sku", ""));

    Fields shown = read(quote);

    assertThat(shown.get(Quote.CUSTOMER)).contains(Ref.to(Customer.TYPE, company));
    assertThat(shown.get(Quote.DEAL)).contains(Ref.to(Deal.TYPE, deal));
    assertThat(shown.get(Quote.EXPIRES)).contains(LocalDate.of(2026, 4, 15));
    assertThat(shown.get(Quote.NET)).hasValueSatisfying(net -> assertEqual(net, "2100.00"));
    List<DocumentLine> lines = shown.get(Quote.LINES).orElseThrow();
    assertThat(lines).hasSize(2);
    DocumentLine cement = lines.get(0);
    assertThat(cement.product()).contains(Ref.byKey(Product.TYPE, Product.SKU, "CIM-CPJ-35"));
    assertThat(cement.net()).hasValueSatisfying(net -> assertEqual(net, "1995.00"));
    assertThat(cement.discountPercent()).hasValueSatisfying(off -> assertEqual(off, "5"));
    assertThat(lines.get(1).product()).isEmpty();
    assertThat(lines.get(1).key()).isEqualTo(free);
  }

  private static void assertEqual(BigDecimal actual, String expected) {
    assertThat(actual).isEqualByComparingTo(expected);
  }

  @Test
  void itsOwnCompanyGoesBeforeThatOfTheDeal() {
    String other = user.create("companies", Map.of("name", "Agence Nord")).id();
    user.associate("quotes", quote, "companies", other);
    assertThat(read(quote).get(Quote.CUSTOMER)).contains(Ref.to(Customer.TYPE, other));
  }

  @Test
  void isValidatedWhenBothApprovedAndReleased() {
    assertThat(read(quote).get(Quote.SEND)).isEmpty();
    assertThat(read(quote).has(Quote.SEND)).isTrue();
    portals.pass(Duration.ofMinutes(1));
    user.approveQuote(quote);
    assertThat(read(quote).get(Quote.VALIDATED_AT)).isEmpty();
    portals.pass(Duration.ofMinutes(1));
    Instant released = portals.theirs.instant();
    user.update("deals", deal, "erp_send", "true");
    portals.pass(Duration.ofMinutes(1));
    user.update("quotes", quote, "hs_title", "Q-1001 bis");

    assertThat(read(quote).get(Quote.SEND)).contains(true);
    assertThat(read(quote).get(Quote.VALIDATED_AT)).contains(released);

    user.update("quotes", quote, "hs_status", "REJECTED");
    assertThat(read(quote).get(Quote.VALIDATED_AT)).isEmpty();
  }

  @Test
  void aChangeOfTheDealIsAChangeOfTheQuote() {
    portals.pass(Duration.ofMinutes(10));
    Position before = now();
    portals.pass(Duration.ofMinutes(10));
    assertThat(changed(before)).isEmpty();
    user.update("deals", deal, "erp_send", "true");
    assertThat(changed(before)).containsOnly(quote);
  }

  @Test
  void aChangeOfALineIsAChangeOfTheQuote() {
    String line = line(quote, Map.of("name", "Divers", "quantity", "7", "price", "15"));
    portals.pass(Duration.ofMinutes(10));
    Position before = now();
    portals.pass(Duration.ofMinutes(10));
    user.update("line_items", line, "quantity", "8");
    assertThat(changed(before)).containsOnly(quote);
  }

  @Test
  void aReportIsWrittenOnTheQuoteAndTheDeliveryOnTheDealToo() {
    WriteResult result =
        report(
            quote,
            Fields.builder()
                .set(DocumentReport.STATUS, "synced")
                .set(DocumentReport.NUMBER, "BC260023")
                .set(DocumentReport.TOTAL_GROSS, new BigDecimal("2934.7"))
                .set(DocumentReport.DELIVERY_STATUS, "open")
                .build());

    assertThat(result).isInstanceOf(WriteResult.Written.class);
    Fields shown = ((WriteResult.Written) result).snapshot().fields();
    assertThat(shown.get(DocumentReport.NUMBER)).contains("BC260023");
    assertThat(shown.get(DocumentReport.DELIVERY_STATUS)).contains("open");
    assertThat(value("quotes", quote, "erp_document_number")).isEqualTo("BC260023");
    assertThat(value("quotes", quote, "erp_document_total_ttc")).isEqualTo("2934.70");
    assertThat(value("deals", deal, "erp_delivery_status")).isEqualTo("open");
    assertThat(read(quote).get(DocumentReport.DELIVERY_STATUS)).contains("open");
  }

  @Test
  void ofTwoQuotesTheDealShowsTheNewestOrder() {
    String second = quote("Q-1002", deal);
    report(quote, ordered("BC1", "open"));
    portals.pass(Duration.ofMinutes(1));
    report(second, ordered("BC2", "open"));
    portals.pass(Duration.ofMinutes(1));

    report(quote, Fields.of(DocumentReport.DELIVERY_STATUS, "delivered"));

    assertThat(value("deals", deal, "erp_delivery_status")).isEqualTo("open");
    assertThat(read(quote).get(DocumentReport.DELIVERY_STATUS)).contains("delivered");
    assertThat(read(second).get(DocumentReport.DELIVERY_STATUS)).contains("open");
    report(second, Fields.of(DocumentReport.DELIVERY_STATUS, "partial"));
    assertThat(value("deals", deal, "erp_delivery_status")).isEqualTo("partial");
  }

  @Test
  void withoutAPropertyOnQuotesTheDealAloneTellsTheDelivery() {
    try (HubSpotClient client = portals.administrator()) {
      client
          .raw()
          .delete("crm/properties/" + HubSpotClient.API_VERSION + "/quotes/erp_delivery_status");
    }
    try (Connector fresh = HubSpot.connect(portals.settings)) {
      EntityAdapter adapter = fresh.adapter(Quote.TYPE, ALL).orElseThrow();
      adapter.write(
          List.of(
              new Write.Update(
                  "w", RecordId.of(quote), ordered("BC1", "open"), Fields.empty(), null)));
      assertThat(value("deals", deal, "erp_delivery_status")).isEqualTo("open");
      Lookup shown = adapter.read(List.of(RecordId.of(quote))).get(0);
      assertThat(((Lookup.Found) shown).snapshot().fields().get(DocumentReport.DELIVERY_STATUS))
          .contains("open");
      assertThat(fresh.check())
          .anySatisfy(
              finding -> assertThat(finding.detail().cause()).contains("erp_delivery_status"));
    }
  }

  @Test
  void whenTheDealRefusesTheQuoteIsNotWrittenEither() {
    portals
        .simulator
        .faults()
        .next(1, "POST", "/deals/batch/update$", Fault.answer(400, "{\"category\":\"X\"}"));
    WriteResult result = report(quote, ordered("BC1", "open"));
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(user.record("quotes", quote).orElseThrow().value("erp_document_number")).isEmpty();
  }

  @Test
  void aQuoteWithoutADealIsReadAndReported() {
    String lonely = user.create("quotes", Map.of("hs_title", "Q", "hs_status", "DRAFT")).id();
    assertThat(read(lonely).get(Quote.DEAL)).isEmpty();
    assertThat(read(lonely).get(Quote.CUSTOMER)).isEmpty();
    assertThat(report(lonely, ordered("BC9", "open"))).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void salespeoplesFieldsAndCreatesAreRefusedByName() {
    WriteResult result = report(quote, Fields.of(Quote.STATUS, "APPROVED"));
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).fields().get(0).field()).isEqualTo("status");
    assertThatThrownBy(
            () ->
                quotes.write(
                    List.of(
                        new Write.Create(
                            "w", "ERP:1", Fields.of(DocumentReport.STATUS, "synced")))))
        .isInstanceOf(UnsupportedOperation.class)
        .hasMessageContaining("create quote");
  }

  private static Fields ordered(String number, String delivery) {
    return Fields.of(DocumentReport.NUMBER, number, DocumentReport.DELIVERY_STATUS, delivery);
  }

  private WriteResult report(String id, Fields fields) {
    return quotes
        .write(List.of(new Write.Update("w", RecordId.of(id), fields, Fields.empty(), null)))
        .get(0);
  }

  private String value(String type, String id, String property) {
    return user.record(type, id).orElseThrow().value(property).orElse("");
  }
}
