package dev.passerelle.sage.sage100.conformance;

import static dev.passerelle.sage.sage100.conformance.Trial.fields;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import java.util.Map;

/** Contacts (contract §4.2). */
final class ContactRules {
  private ContactRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule(
            "A27",
            "§4.2",
            "a contact belongs to an existing customer, else UNKNOWN_CUSTOMER",
            ContactRules::customer),
        new AgentRule(
            "A28",
            "§4.2",
            "name and first name are unique per customer: DUPLICATE_CONTACT with the holder",
            ContactRules::unique),
        new AgentRule(
            "A29",
            "§4.2",
            "a deletion is done, and done again when the contact is gone",
            ContactRules::delete));
  }

  private static Map<String, Object> contact(Trial trial, String tail, String customer) {
    return trial.operation(
        tail,
        "contact.create",
        fields("CT_Num", customer, "CT_Nom", "Test", "CT_Prenom", trial.name("p")));
  }

  private static void customer(Trial trial) {
    trial.needs("contact.create");
    JsonTree outcome = trial.perform(contact(trial, "a", "NOSUCHCUSTOMER999"));
    Trial.refused(outcome, "UNKNOWN_CUSTOMER", "CT_Num");
    String number = Trial.field(trial.done(trial.customer("b")), "CT_Num");
    JsonTree record = trial.done(contact(trial, "c", number));
    Violation.unless(Trial.field(record, "CT_Num").equals(number), "a contact of another customer");
  }

  private static void unique(Trial trial) {
    trial.needs("contact.create");
    String number = Trial.field(trial.done(trial.customer("a")), "CT_Num");
    int first = Trial.marq(trial.done(contact(trial, "b", number)));
    JsonTree outcome = trial.perform(contact(trial, "c", number));
    Trial.expect("refused", outcome);
    JsonTree error = outcome.at("errors").at(0);
    boolean named =
        error.at("code").text().orElse("").equals("DUPLICATE_CONTACT")
            && error.at("record").number().filter(n -> n.intValue() == first).isPresent();
    Violation.unless(
        named, "expected DUPLICATE_CONTACT with its holder, is " + Trial.shown(outcome));
  }

  private static void delete(Trial trial) {
    trial.needs("contact.create", "contact.delete");
    String number = Trial.field(trial.done(trial.customer("a")), "CT_Num");
    int record = Trial.marq(trial.done(contact(trial, "b", number)));
    Map<String, Object> content = Map.of("record", record);
    Trial.expect("done", trial.perform(trial.operation("c", "contact.delete", content)));
    Trial.expect("done", trial.perform(trial.operation("d", "contact.delete", content)));
    Trial.expect("done", trial.perform(contact(trial, "e", number)));
  }
}
