package dev.passerelle.sage.sage100.model;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.util.List;

/**
 * A record as an agent shows it after a write (contract of the agent, §1, §4.3).
 *
 * @param table its table
 * @param marq cbMarq
 * @param modified cbModification, as text; empty where it is not shown
 * @param fields columns by name
 * @param lines of a document
 * @param taxes of a document, per tax code
 * @param totals of a document; zeros for others
 */
public record AgentRecord(
    String table,
    int marq,
    String modified,
    JsonTree fields,
    List<AgentLine> lines,
    List<AgentTax> taxes,
    AgentTotals totals) {

  /** Copies. */
  public AgentRecord {
    lines = List.copyOf(lines);
    taxes = List.copyOf(taxes);
  }

  /**
   * A line.
   *
   * @param key the caller's key; empty when it gave none
   * @param marq cbMarq; 0 in a pricing
   * @param fields columns by name
   */
  public record AgentLine(String key, int marq, JsonTree fields) {}

  /**
   * VAT at one tax code.
   *
   * @param code TA_Code
   * @param rate per cent
   * @param base net amount
   * @param amount VAT
   */
  public record AgentTax(String code, BigDecimal rate, BigDecimal base, BigDecimal amount) {}

  /**
   * Totals of the header.
   *
   * @param net without VAT
   * @param vat VAT
   * @param gross with VAT
   * @param deposits paid in advance
   */
  public record AgentTotals(
      BigDecimal net, BigDecimal vat, BigDecimal gross, BigDecimal deposits) {}

  /** Reads a {@code record}, or a priced document, which has no id. */
  public static AgentRecord of(JsonTree json) {
    return new AgentRecord(
        json.at("table").text().orElse(""),
        json.at("cbMarq").number().map(Number::intValue).orElse(0),
        json.at("cbModification").text().orElse(""),
        json.at("fields"),
        json.at("lines").items().stream().map(AgentRecord::line).toList(),
        json.at("taxes").items().stream().map(AgentRecord::tax).toList(),
        totals(json.at("totals")));
  }

  private static AgentLine line(JsonTree json) {
    return new AgentLine(
        json.at("key").text().orElse(""),
        json.at("cbMarq").number().map(Number::intValue).orElse(0),
        json.at("fields"));
  }

  private static AgentTax tax(JsonTree json) {
    return new AgentTax(
        json.at("code").text().orElse(""),
        number(json.at("rate")),
        number(json.at("base")),
        number(json.at("amount")));
  }

  private static AgentTotals totals(JsonTree json) {
    return new AgentTotals(
        number(json.at("net")),
        number(json.at("vat")),
        number(json.at("gross")),
        number(json.at("deposits")));
  }

  private static BigDecimal number(JsonTree json) {
    return json.number().orElse(BigDecimal.ZERO);
  }

  /** The id only: values may be personal. */
  @Override
  public String toString() {
    return table + "#" + marq;
  }
}
