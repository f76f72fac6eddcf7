package dev.passerelle.sage.sage100.conformance;

import static dev.passerelle.sage.sage100.conformance.Trial.members;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Quotes and prices (contract §4.3, §5). */
final class DocumentRules {
  private static final String QUOTE = "document.create:0";

  private DocumentRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule(
            "A37",
            "§4.3",
            "a document is numbered by Sage, bears its DO_NoWeb and its lines' keys, and its totals"
                + " agree",
            DocumentRules::made),
        new AgentRule(
            "A38",
            "§6",
            "the order of members and the spelling of numbers make no other content",
            DocumentRules::spelling),
        new AgentRule("A39", "§4.3", "DO_NoWeb is required", DocumentRules::webNumberRequired),
        new AgentRule(
            "A40",
            "§4.3",
            "a second document with the same DO_NoWeb is DUPLICATE_WEB_NUMBER with the first",
            DocumentRules::webNumberTaken),
        new AgentRule(
            "A41",
            "§4.3",
            "a document with one wrong line is refused whole, and names the line",
            DocumentRules::whole),
        new AgentRule(
            "A42", "§4.3", "DO_Type is 0 or 1; nothing else exists", DocumentRules::types),
        new AgentRule(
            "A43",
            "§5",
            "a price is what the saved document says, and bears no number of a record",
            DocumentRules::price));
  }

  private static Map<String, Object> line(Trial trial, String key) {
    return members("key", key, "AR_Ref", trial.article(), "DL_Qte", "5", "DL_PrixUnitaire", "8.40");
  }

  private static Map<String, Object> document(Trial trial, String web, Object... lines) {
    Map<String, Object> document =
        members("DO_Type", 0, "DO_Tiers", customer(trial, web), "lines", List.of(lines));
    document.put("DO_NoWeb", trial.webNumber(web));
    return document;
  }

  private static String customer(Trial trial, String tail) {
    return Trial.field(trial.done(trial.customer("customer-" + tail)), "CT_Num");
  }

  private static Map<String, Object> create(
      Trial trial, String tail, Map<String, Object> document) {
    return trial.operation(tail, "document.create", Map.of("document", document));
  }

  private static void ready(Trial trial) {
    trial.article();
    trial.needs(QUOTE);
  }

  private static void made(Trial trial) {
    ready(trial);
    Map<String, Object> document = document(trial, "1", line(trial, "x"), line(trial, "y"));
    JsonTree record = trial.done(create(trial, "a", document));
    Violation.unless(!Trial.field(record, "DO_Piece").isEmpty(), "a document without DO_Piece");
    Violation.unless(
        Trial.field(record, "DO_NoWeb").equals(trial.webNumber("1")), "DO_NoWeb is another");
    Violation.unless(
        Trial.field(record, "DO_Date").matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        "DO_Date is no date: '" + Trial.field(record, "DO_Date") + "'");
    List<JsonTree> lines = record.at("lines").items();
    List<String> keys = lines.stream().map(one -> one.at("key").text().orElse("")).toList();
    Violation.unless(keys.equals(List.of("x", "y")), "the keys of the lines are " + keys);
    totals(record, lines);
  }

  private static void totals(JsonTree record, List<JsonTree> lines) {
    BigDecimal net = amount(record.at("totals").at("net"), "totals.net");
    BigDecimal vat = amount(record.at("totals").at("vat"), "totals.vat");
    BigDecimal gross = amount(record.at("totals").at("gross"), "totals.gross");
    Violation.unless(net.add(vat).compareTo(gross) == 0, "net and VAT do not make gross");
    BigDecimal ofLines =
        lines.stream()
            .map(one -> amount(one.at("fields").at("DL_MontantHT"), "DL_MontantHT"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Violation.unless(ofLines.compareTo(net) == 0, "the lines do not make totals.net");
    Violation.unless(net.compareTo(new BigDecimal("84.00")) == 0, "totals.net is " + net);
    BigDecimal taxes =
        record.at("taxes").items().stream()
            .map(one -> amount(one.at("amount"), "taxes[].amount"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Violation.unless(taxes.compareTo(vat) == 0, "taxes do not make totals.vat");
  }

  private static BigDecimal amount(JsonTree value, String name) {
    Violation.unless(Trial.isString(value), name + " is no JSON string");
    return value.number().orElseThrow(() -> new Violation(name + " is no number"));
  }

  private static void spelling(Trial trial) {
    ready(trial);
    Map<String, Object> document = document(trial, "1", line(trial, "x"));
    JsonTree first = trial.done(create(trial, "a", document));
    Map<String, Object> line = new HashMap<>(line(trial, "x"));
    line.put("DL_Qte", new BigDecimal("5.00"));
    line.put("DL_PrixUnitaire", "8.4");
    Map<String, Object> other = new HashMap<>();
    List<String> names = new ArrayList<>(document.keySet());
    java.util.Collections.reverse(names);
    names.forEach(name -> other.put(name, document.get(name)));
    other.put("lines", List.of(line));
    JsonTree outcome = trial.perform(create(trial, "a", other));
    Trial.expect("done", outcome);
    Violation.unless(
        Trial.marq(outcome.at("record")) == Trial.marq(first), "a second document was made");
  }

  private static void webNumberRequired(Trial trial) {
    ready(trial);
    Map<String, Object> document = document(trial, "1", line(trial, "x"));
    document.remove("DO_NoWeb");
    Trial.refused(trial.perform(create(trial, "a", document)), "REQUIRED", "DO_NoWeb");
  }

  private static void webNumberTaken(Trial trial) {
    ready(trial);
    Map<String, Object> document = document(trial, "1", line(trial, "x"));
    int first = Trial.marq(trial.done(create(trial, "a", document)));
    JsonTree error =
        Trial.refused(
            trial.perform(create(trial, "b", document)), "DUPLICATE_WEB_NUMBER", "DO_NoWeb");
    Violation.unless(
        error.at("record").number().filter(n -> n.intValue() == first).isPresent(),
        "DUPLICATE_WEB_NUMBER does not name the first document");
  }

  private static void whole(Trial trial) {
    ready(trial);
    Map<String, Object> wrong = new HashMap<>(line(trial, "y"));
    wrong.put("AR_Ref", "NO-SUCH-ARTICLE");
    Map<String, Object> document = document(trial, "1", line(trial, "x"), wrong);
    Trial.refused(
        trial.perform(create(trial, "a", document)), "UNKNOWN_ARTICLE", "lines[1].AR_Ref");
    document.put("lines", List.of(line(trial, "x")));
    Trial.expect("done", trial.perform(create(trial, "b", document)));
  }

  private static void types(Trial trial) {
    ready(trial);
    for (int type : List.of(3, 6, 7)) {
      Map<String, Object> document = document(trial, "t" + type, line(trial, "x"));
      document.put("DO_Type", type);
      Trial.expect("refused", trial.perform(create(trial, "a" + type, document)));
    }
  }

  private static void price(Trial trial) {
    ready(trial);
    trial.needs("price");
    Map<String, Object> document = document(trial, "1", line(trial, "x"));
    Map<String, Object> body =
        Map.of("documents", List.of(Map.of("key", "p", "document", document)));
    Wire.Reply reply = trial.wire().post(trial.key(), body, "v1", "price");
    Violation.unless(reply.status() == 200, "price: expected 200, is " + reply.shown());
    JsonTree priced = reply.body().at("outcomes").at(0);
    Violation.unless(
        priced.at("key").text().equals(Optional.of("p")), "a price without its document's key");
    Trial.expect("priced", priced);
    for (JsonTree line : priced.at("lines").items()) {
      boolean bare = line.at("cbMarq").isMissing() && line.at("fields").at("DL_No").isMissing();
      Violation.unless(bare, "a line that is only priced bears the number of a record");
    }
    JsonTree record = trial.done(create(trial, "a", document));
    for (String name : List.of("net", "vat", "gross")) {
      BigDecimal said = amount(priced.at("totals").at(name), "totals." + name);
      BigDecimal saved = amount(record.at("totals").at(name), "totals." + name);
      Violation.unless(said.compareTo(saved) == 0, "the saved document has another " + name);
    }
  }
}
