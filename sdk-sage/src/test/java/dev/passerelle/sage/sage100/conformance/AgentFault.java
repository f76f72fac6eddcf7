package dev.passerelle.sage.sage100.conformance;

import static dev.passerelle.sage.sage100.conformance.Faults.after;
import static dev.passerelle.sage.sage100.conformance.Faults.before;
import static dev.passerelle.sage.sage100.conformance.Faults.documents;
import static dev.passerelle.sage.sage100.conformance.Faults.fates;
import static dev.passerelle.sage.sage100.conformance.Faults.fields;
import static dev.passerelle.sage.sage100.conformance.Faults.outcomes;
import static dev.passerelle.sage.sage100.conformance.Faults.records;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an agent can get wrong, and the rule that must find it. */
enum AgentFault {
  WORKS_WITHOUT_A_KEY("A1", before(c -> true, (a, c) -> c.authorization = "Bearer " + a.key)),
  NAMES_NO_SCHEME("A1", after((a, c) -> c.challenge != null, (a, c) -> c.challenge = null)),
  WRITES_WITH_A_READING_KEY(
      "A2",
      before(
          c -> c.isBatch() && c.authorization.contains("read"),
          (a, c) -> c.authorization = "Bearer " + a.key)),
  ANSWERS_HTML("A3", after((a, c) -> true, (a, c) -> c.type = "text/html")),
  HAS_EVERY_PATH("A4", after((a, c) -> c.status == 404, (a, c) -> c.status = 200)),
  IGNORES_UNKNOWN_MEMBERS(
      "A5",
      before(
          BrokenAgent.Call::isBatch,
          (a, c) -> {
            c.body.remove("urgent");
            c.operations().forEach(one -> one.remove("colour"));
          })),
  TAKES_A_REFERENCE_TWICE("A6", before(BrokenAgent.Call::isBatch, (a, c) -> Faults.unique(c))),
  CUTS_LONG_BATCHES(
      "A7",
      before(
          c -> c.isBatch() && c.operations().size() > 50,
          (a, c) -> c.body.put("operations", c.operations().subList(0, 50)))),
  SPEAKS_ANOTHER_CONTRACT("A8", Faults.about((a, about) -> about.put("contract", 2))),
  HAS_A_WRONG_CLOCK("A9", Faults.about((a, about) -> about.put("clock", "2026-03-16T11:50:00Z"))),
  TELLS_LOCAL_TIME("A9", Faults.about((a, about) -> about.put("clock", "2026-03-16T08:00:00"))),
  NAMES_WINDOWS_ZONE(
      "A10", Faults.about((a, about) -> about.put("zone", "SA Western Standard Time"))),
  HAS_ANOTHER_JOURNAL_EACH_TIME(
      "A11",
      Faults.about(
          (a, about) ->
              BrokenAgent.object(about, "agent").put("instance", "i" + a.counter.getAndAdd(1)))),
  LOSES_THE_LAST_OUTCOME(
      "A12",
      after(
          (a, c) -> c.outcomes().size() > 1,
          (a, c) -> c.body.put("outcomes", c.outcomes().subList(1, c.outcomes().size())))),
  MIXES_UP_KEYS("A12", after((a, c) -> c.outcomes().size() > 1, (a, c) -> Faults.swapKeys(c))),
  STOPS_AT_A_REFUSAL("A13", Faults::stopping),
  FORGETS_NOT_AFTER(
      "A14", before(c -> c.body.containsKey("notAfter"), (a, c) -> c.body.remove("notAfter"))),
  PRETENDS_TO_DO_EVERYTHING("A15", Faults.pretending("NOT_SUPPORTED")),
  REPORTS_BEFORE_WRITING("A16", Faults::early),
  ANSWERS_AMOUNTS_AS_NUMBERS("A17", records((a, record) -> Faults.asNumber(record, "CT_Encours"))),
  STAMPS_IN_UTC(
      "A17",
      records((a, record) -> record.put("cbModification", record.get("cbModification") + "Z"))),
  EMPTIES_WHAT_IS_ABSENT(
      "A18", fields("customer.update", (a, fields) -> fields.putIfAbsent("CT_Ville", ""))),
  DOES_NOT_LOOK_BEFORE(
      "A19",
      before(
          c -> c.has("customer.update"),
          (a, c) -> c.operations().forEach(o -> o.remove("before")))),
  WRITES_WHAT_IS_THERE(
      "A20",
      records((a, record) -> record.put("cbModification", "2026-03-16T08:00:0" + a.next(9)))),
  CUTS_TEXT("A21", fields("customer.create", (a, fields) -> Faults.cut(fields, "CT_Intitule"))),
  REPLACES_CHARACTERS(
      "A22",
      fields(
          "customer.create",
          (a, fields) ->
              fields.computeIfPresent("CT_Intitule", (n, v) -> v.toString().replace('Ł', '?')))),
  WRITES_THE_ACCOUNTANTS_COLUMNS(
      "A23",
      fields(
          "customer.update",
          (a, fields) ->
              fields.keySet().removeAll(Set.of("CT_Encours", "CT_ControlEnc", "N_Risque")))),
  MENDS_CODES(
      "A24",
      fields(
          "customer.create",
          (a, fields) ->
              fields.computeIfPresent(
                  "CT_Num",
                  (n, v) -> v.toString().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "")))),
  UPDATES_WHAT_IS_NOT_THERE("A25", Faults.pretending("UNKNOWN_RECORD")),
  REFUSES_TO_SLEEP_TWICE("A26", Faults.onceOnly("customer.sleep")),
  IS_VAGUE_ABOUT_THE_CUSTOMER("A27", Faults.renaming("UNKNOWN_CUSTOMER", "SAGE_REFUSED")),
  IS_VAGUE_ABOUT_THE_CONTACT("A28", Faults.renaming("DUPLICATE_CONTACT", "SAGE_REFUSED")),
  DELETES_ONCE("A29", Faults.onceOnly("contact.delete")),
  DOES_A_DUPLICATE_AGAIN("A30", Faults::again),
  DOES_BOTH_OF_TWO("A31", Faults::both),
  KEEPS_ANY_CONTENT("A32", Faults::replaying),
  LOSES_THE_REFERENCE("A33", fates("done", (a, c) -> "unknown")),
  LOSES_IT_ON_ONE_PATH(
      "A33", fates("done", (a, c) -> c.path.endsWith("/query") ? "unknown" : "done")),
  FORGETS_REFUSALS("A34", fates("refused", (a, c) -> "unknown")),
  REFUSES_FOR_EVER("A34", Faults::refusing),
  ANSWERS_WHAT_IT_KNOWS(
      "A35",
      after(
          (a, c) -> c.body.containsKey("fates"),
          (a, c) -> {
            List<Map<String, Object>> fates = c.fates();
            fates.removeIf(fate -> "unknown".equals(fate.get("fate")));
          })),
  DOES_NOT_DECODE_PATHS("A36", Faults::undecoded),
  MISSES_A_CENT(
      "A37",
      records(
          (a, record) -> {
            if (record.containsKey("totals")) {
              BrokenAgent.object(record, "totals").put("gross", "0.01");
            }
          })),
  TELLS_DATES_WITH_A_TIME(
      "A37",
      records(
          (a, record) ->
              BrokenAgent.object(record, "fields")
                  .computeIfPresent("DO_Date", (n, v) -> v + "T00:00:00"))),
  COMPARES_LETTER_BY_LETTER("A38", Faults::literal),
  INVENTS_WEB_NUMBERS(
      "A39",
      documents(
          (a, document) -> {
            document.putIfAbsent("DO_NoWeb", "INV" + a.next(1000));
          })),
  TAKES_A_WEB_NUMBER_TWICE(
      "A40", documents((a, document) -> document.put("DO_NoWeb", "W" + a.next(100_000)))),
  LEAVES_WRONG_LINES_OUT("A41", documents((a, document) -> Faults.dropWrong(document))),
  MAKES_INVOICES("A42", documents((a, document) -> document.put("DO_Type", 0))),
  PRICES_WITHOUT_VAT(
      "A43",
      outcomes(
          (a, outcome) -> {
            if ("priced".equals(outcome.get("outcome"))) {
              BrokenAgent.object(outcome, "totals").put("vat", "0.00");
            }
          }));

  final String rule;
  private final Behaviour behaviour;

  /** How the agent answers. */
  interface Behaviour {
    BrokenAgent.Answer serve(BrokenAgent agent, BrokenAgent.Call call)
        throws IOException, InterruptedException;
  }

  AgentFault(String rule, Behaviour behaviour) {
    this.rule = rule;
    this.behaviour = behaviour;
  }

  BrokenAgent.Answer serve(BrokenAgent agent, BrokenAgent.Call call)
      throws IOException, InterruptedException {
    return behaviour.serve(agent, call);
  }
}
