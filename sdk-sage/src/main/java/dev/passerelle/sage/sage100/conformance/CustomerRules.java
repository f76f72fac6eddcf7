package dev.passerelle.sage.sage100.conformance;

import static dev.passerelle.sage.sage100.conformance.Trial.fields;
import static dev.passerelle.sage.sage100.conformance.Trial.members;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers, and the values of columns (contract §1, §3, §4.1). */
final class CustomerRules {
  private static final int TOO_LONG = 500;

  private CustomerRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule(
            "A16",
            "§3",
            "done means that Sage holds the effect: the record can be used at once",
            CustomerRules::held),
        new AgentRule(
            "A17",
            "§1",
            "cbMarq and enumerations are integers, amounts strings, cbModification is Sage's local"
                + " time without zone",
            CustomerRules::shapes),
        new AgentRule(
            "A18",
            "§1",
            "a column that is not given is left alone, an empty one is emptied",
            CustomerRules::absentAndEmpty),
        new AgentRule(
            "A19",
            "§4.1",
            "a value of before that is not the record's makes stale, with the present values, and"
                + " nothing is written",
            CustomerRules::stale),
        new AgentRule(
            "A20",
            "§4.1",
            "an update to values that are there already is done and does not touch the record",
            CustomerRules::unchanged),
        new AgentRule(
            "A21",
            "§3",
            "a text longer than its column is FIELD_TOO_LONG with length and limit, never cut",
            CustomerRules::tooLong),
        new AgentRule(
            "A22",
            "§3",
            "a character outside Windows-1252 is NOT_ENCODABLE with the character, never replaced",
            CustomerRules::notEncodable),
        new AgentRule(
            "A23",
            "§4.1",
            "the accountants' columns are NOT_WRITABLE, a column that does not exist is"
                + " UNKNOWN_FIELD",
            CustomerRules::notWritable),
        new AgentRule(
            "A24",
            "§4.1",
            "CT_Num that breaks Sage's rule is INVALID_VALUE and is not mended, one that is taken is"
                + " DUPLICATE_CODE with its holder",
            CustomerRules::codes),
        new AgentRule(
            "A25",
            "§3",
            "a record that does not exist is UNKNOWN_RECORD",
            CustomerRules::unknownRecord),
        new AgentRule(
            "A26",
            "§4.1",
            "sleep and wake set CT_Sommeil, and are done where it is so already",
            CustomerRules::sleep));
  }

  private static Map<String, Object> update(
      Trial trial, String tail, int record, Map<String, ?> fields, Map<String, ?> before) {
    Map<String, Object> content = new HashMap<>();
    content.put("record", record);
    content.put("fields", fields);
    if (!before.isEmpty()) {
      content.put("before", before);
    }
    return trial.operation(tail, "customer.update", content);
  }

  private static void held(Trial trial) {
    JsonTree record = trial.done(trial.customer("a"));
    String number = Trial.field(record, "CT_Num");
    Violation.unless(!number.isEmpty(), "a customer without CT_Num");
    JsonTree error =
        Trial.refused(
            trial.perform(
                trial.operation(
                    "b",
                    "customer.create",
                    fields("CT_Intitule", trial.name("b"), "CT_Num", number))),
            "DUPLICATE_CODE",
            "CT_Num");
    Violation.unless(
        error.at("record").number().filter(n -> n.intValue() == Trial.marq(record)).isPresent(),
        "DUPLICATE_CODE does not name the holder");
    Map<String, Object> before = members("CT_Intitule", trial.name("a"));
    Map<String, Object> ville = members("CT_Ville", "BASSE-TERRE");
    Trial.expect("done", trial.perform(update(trial, "c", Trial.marq(record), ville, before)));
  }

  private static void shapes(Trial trial) {
    JsonTree record = trial.done(trial.customer("a"));
    JsonTree about = trial.about();
    Violation.unless(record.at("table").text().equals(Optional.of("F_COMPTET")), "table");
    Violation.unless(!Trial.isString(record.at("cbMarq")), "cbMarq is no integer");
    for (String column : List.of("CT_Type", "CT_Sommeil", "N_CatTarif", "CT_ControlEnc")) {
      JsonTree value = record.at("fields").at(column);
      Violation.unless(
          !Trial.isString(value) && value.number().isPresent(), column + " is no JSON integer");
    }
    Violation.unless(
        Trial.isString(record.at("fields").at("CT_Encours")), "CT_Encours is no JSON string");
    stamp(record, about);
  }

  private static void stamp(JsonTree record, JsonTree about) {
    String text = record.at("cbModification").text().orElse("");
    try {
      LocalDateTime stamp = LocalDateTime.parse(text);
      LocalDateTime now =
          LocalDateTime.ofInstant(AboutRules.instant(about), AboutRules.zone(about));
      Violation.unless(
          Duration.between(stamp, now).abs().compareTo(Duration.ofMinutes(10)) < 0,
          "cbModification is not the local time of the write");
    } catch (DateTimeException e) {
      throw new Violation("cbModification is no local time: '" + text + "'");
    }
  }

  private static void absentAndEmpty(Trial trial) {
    Map<String, Object> content =
        fields(
            "CT_Intitule", trial.name("a"), "CT_Ville", "SAINT-CLAUDE", "CT_CodePostal", "97120");
    int record = Trial.marq(trial.done(trial.operation("a", "customer.create", content)));
    JsonTree after = trial.done(update(trial, "b", record, members("CT_CodePostal", ""), Map.of()));
    Violation.unless(Trial.field(after, "CT_CodePostal").isEmpty(), "\"\" did not empty a column");
    Violation.unless(
        Trial.field(after, "CT_Ville").equals("SAINT-CLAUDE"), "an absent column was changed");
  }

  private static void stale(Trial trial) {
    Map<String, Object> content =
        fields("CT_Intitule", trial.name("a"), "CT_Ville", "GOYAVE", "CT_CodePostal", "97128");
    int record = Trial.marq(trial.done(trial.operation("a", "customer.create", content)));
    Map<String, Object> before = members("CT_Ville", "LAMENTIN", "CT_CodePostal", "97128");
    JsonTree outcome =
        trial.perform(update(trial, "b", record, members("CT_Ville", "PETIT-BOURG"), before));
    Trial.expect("stale", outcome);
    boolean told =
        outcome.at("current").at("CT_Ville").text().equals(Optional.of("GOYAVE"))
            && outcome.at("current").at("CT_CodePostal").text().equals(Optional.of("97128"));
    Violation.unless(told, "stale without the present value of every column of before");
    Map<String, Object> right = members("CT_Ville", "GOYAVE");
    Trial.expect(
        "done", trial.perform(update(trial, "c", record, members("CT_Ville", "DESHAIES"), right)));
  }

  private static void unchanged(Trial trial) {
    Map<String, Object> content = fields("CT_Intitule", trial.name("a"), "CT_Ville", "GOYAVE");
    JsonTree made = trial.done(trial.operation("a", "customer.create", content));
    JsonTree again =
        trial.done(update(trial, "b", Trial.marq(made), members("CT_Ville", "GOYAVE"), Map.of()));
    Violation.unless(
        again.at("cbModification").equals(made.at("cbModification")),
        "the record was written although nothing differed");
  }

  private static void tooLong(Trial trial) {
    String title = trial.name("a") + "x".repeat(TOO_LONG);
    JsonTree error =
        Trial.refused(
            trial.perform(trial.operation("a", "customer.create", fields("CT_Intitule", title))),
            "FIELD_TOO_LONG",
            "CT_Intitule");
    int length = error.at("length").number().map(BigDecimal::intValue).orElse(0);
    int limit = error.at("limit").number().map(BigDecimal::intValue).orElse(0);
    Violation.unless(length == title.length(), "length is " + length);
    Violation.unless(limit > 0 && limit < length, "limit is " + limit);
    String fits = title.substring(0, limit);
    JsonTree record =
        trial.done(trial.operation("b", "customer.create", fields("CT_Intitule", fits)));
    Violation.unless(
        Trial.field(record, "CT_Intitule").equals(fits), "a text of exactly the limit was changed");
  }

  private static void notEncodable(Trial trial) {
    JsonTree error =
        Trial.refused(
            trial.perform(
                trial.operation(
                    "a", "customer.create", fields("CT_Intitule", trial.name("Łukasz")))),
            "NOT_ENCODABLE",
            "CT_Intitule");
    Violation.unless(
        error.at("character").text().equals(Optional.of("Ł")), "the character is not named");
    Violation.unless(
        !trial.fate("a").at("fate").text().equals(Optional.of("done")), "it was written");
  }

  private static void notWritable(Trial trial) {
    int record = Trial.marq(trial.done(trial.customer("a")));
    for (String column : List.of("CT_Encours", "CT_ControlEnc", "N_Risque", "CT_NumPayeur")) {
      Object value = column.equals("CT_Encours") ? "1.00" : 1;
      Object given = column.equals("CT_NumPayeur") ? "X" : value;
      JsonTree outcome =
          trial.perform(update(trial, column, record, members(column, given), Map.of()));
      Trial.refused(outcome, "NOT_WRITABLE", column);
    }
    JsonTree outcome =
        trial.perform(update(trial, "z", record, members("CT_NoSuch", "x"), Map.of()));
    Trial.refused(outcome, "UNKNOWN_FIELD", "CT_NoSuch");
  }

  private static void codes(Trial trial) {
    int turn = 0;
    for (String number : List.of("conf", "CONF 1", "CONF-1")) {
      Map<String, Object> content = fields("CT_Intitule", trial.name("a"), "CT_Num", number);
      JsonTree outcome = trial.perform(trial.operation("t" + turn++, "customer.create", content));
      Trial.refused(outcome, "INVALID_VALUE", "CT_Num");
    }
    String taken = Trial.field(trial.done(trial.customer("b")), "CT_Num");
    Map<String, Object> content = fields("CT_Intitule", trial.name("c"), "CT_Num", taken);
    Trial.refused(
        trial.perform(trial.operation("c", "customer.create", content)),
        "DUPLICATE_CODE",
        "CT_Num");
  }

  private static void unknownRecord(Trial trial) {
    JsonTree outcome =
        trial.perform(update(trial, "a", 999_999_999, members("CT_Ville", "GOYAVE"), Map.of()));
    Trial.expect("refused", outcome);
    boolean named =
        outcome.at("errors").items().stream()
            .anyMatch(e -> e.at("code").text().equals(Optional.of("UNKNOWN_RECORD")));
    Violation.unless(named, "expected UNKNOWN_RECORD, is " + Trial.shown(outcome));
  }

  private static void sleep(Trial trial) {
    trial.needs("customer.sleep", "customer.wake");
    int record = Trial.marq(trial.done(trial.customer("a")));
    int turn = 0;
    for (String verb : List.of("sleep", "sleep", "wake", "wake")) {
      JsonTree after =
          trial.done(trial.operation("t" + turn++, "customer." + verb, Map.of("record", record)));
      String wanted = verb.equals("sleep") ? "1" : "0";
      Violation.unless(Trial.field(after, "CT_Sommeil").equals(wanted), "CT_Sommeil after " + verb);
    }
  }
}
