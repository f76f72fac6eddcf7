package dev.passerelle.samples;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The quotes that the salespeople make: a deal, a quote and its line items each. */
final class NegoceQuotes {
  private final Path data;
  private final ZoneId zone;

  NegoceQuotes(Company company) {
    this.data = company.data();
    this.zone = company.zone();
  }

  /** Brings {@code quotes.csv} and {@code quote-lines.csv} into the portal. */
  void load(HubSpotSimulator hubspot) throws IOException {
    List<Csv.Line> quotes = Csv.read(data.resolve("hubspot/quotes.csv"));
    load(hubspot, quotes, Csv.read(data.resolve("hubspot/quote-lines.csv")), 900_000);
  }

  /**
   * Brings quotes into the portal.
   *
   * @param from the first id of the deals and line items that are made
   */
  void load(HubSpotSimulator hubspot, List<Csv.Line> all, List<Csv.Line> lines, long from) {
    List<Object> deals = new ArrayList<>();
    List<Object> items = new ArrayList<>();
    List<Object> quotes = new ArrayList<>();
    long id = from;
    for (Csv.Line quote : all) {
      String deal = Long.toString(id++);
      deals.add(
          record(
              deal,
              Map.of("dealname", "Deal " + quote.get("number"), "erp_send", quote.get("send")),
              Map.of()));
      List<String> own = new ArrayList<>();
      int position = 0;
      for (Csv.Line line : lines) {
        if (line.get("quote").equals(quote.get("number"))) {
          own.add(Long.toString(id));
          items.add(record(Long.toString(id++), item(line, position++), Map.of()));
        }
      }
      quotes.add(quote(quote, deal, own, company(hubspot, quote.get("customer"))));
    }
    Map<String, Object> objects = new LinkedHashMap<>();
    objects.put("deals", deals);
    objects.put("line_items", items);
    objects.put("quotes", quotes);
    JsonAdapter<Object> json = new Moshi.Builder().build().adapter(Object.class);
    hubspot.load(json.toJson(Map.of("objects", objects)));
  }

  private static String company(HubSpotSimulator hubspot, String customer) {
    return customer.startsWith("company ")
        ? customer.substring("company ".length())
        : hubspot.user().find("companies", "erp_customer_code", customer).stream()
            .map(HubSpotRecord::id)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no company for customer " + customer));
  }

  private Map<String, Object> quote(
      Csv.Line quote, String deal, List<String> items, String company) {
    String at = LocalDateTime.parse(quote.get("validated")).atZone(zone).toInstant().toString();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("hs_title", "Quote " + quote.get("number"));
    properties.put("hs_quote_number", quote.get("number"));
    properties.put("hs_status", quote.get("status"));
    properties.put("hs_quote_amount", quote.get("gross"));
    properties.put("hs_expiration_date", quote.get("expires"));
    properties.put("hs_currency", "EUR");
    Map<String, Object> record =
        record(
            quote.get("id"),
            properties,
            Map.of("deals", List.of(deal), "line_items", items, "companies", List.of(company)));
    record.put("createdAt", at);
    record.put("updatedAt", at);
    return record;
  }

  private static Map<String, String> item(Csv.Line line, int position) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("name", line.get("sku"));
    properties.put("hs_sku", line.get("sku"));
    properties.put("quantity", line.get("quantity"));
    properties.put("price", line.get("price"));
    properties.put("amount", line.get("amount"));
    properties.put("hs_position_on_quote", Integer.toString(position));
    if (!line.get("discount").isEmpty()) {
      properties.put("hs_discount_percentage", line.get("discount"));
    }
    return properties;
  }

  private static Map<String, Object> record(
      String id, Map<String, String> properties, Map<String, List<String>> associations) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", id);
    record.put("properties", properties);
    record.put("associations", associations);
    return record;
  }
}
