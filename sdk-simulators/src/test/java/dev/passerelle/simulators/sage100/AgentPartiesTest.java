package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers and contacts by the agent (contract §4.1 and §4.2). */
class AgentPartiesTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT);
  private final AgentClient agent = new AgentClient(company);

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void updatesOnlyWhatIsGivenIfTheRecordIsAsBelieved() throws IOException {
    Map<String, Object> update =
        Map.of(
            "record", 106,
            "fields", Map.of("CT_EMail", "intendance@cantinesud.example"),
            "before", Map.of("CT_EMail", "econome@cantinesud.example"));
    assertThat(agent.perform("u1", "customer.update", update)).containsEntry("outcome", "done");
    assertThat(company.row("SELECT CT_EMail, CT_Telephone FROM F_COMPTET WHERE cbMarq = 106"))
        .containsEntry("CT_EMail", "intendance@cantinesud.example")
        .containsEntry("CT_Telephone", "05 36 49 50 51");
    Map<String, Object> stale = agent.perform("u2", "customer.update", update);
    assertThat(stale)
        .containsEntry("outcome", "stale")
        .containsEntry("current", Map.of("CT_EMail", "intendance@cantinesud.example"));
    assertThat(company.sage.effects().writes()).isEqualTo(1);
  }

  @Test
  void whatIsThereAlreadyIsDoneWithoutATouch() throws IOException {
    Object stamp = company.value("SELECT cbModification FROM F_COMPTET WHERE cbMarq = 107");
    Map<String, Object> same =
        Map.of("record", 107, "fields", Map.of("CT_Adresse", "Quartier Petite Cocotte"));
    assertThat(agent.perform("u", "customer.update", same)).containsEntry("outcome", "done");
    assertThat(company.value("SELECT cbModification FROM F_COMPTET WHERE cbMarq = 107"))
        .isEqualTo(stamp);
    assertThat(company.sage.effects().all()).isEmpty();
  }

  @Test
  void sleepsAndWakes() throws IOException {
    agent.perform("s", "customer.sleep", Map.of("record", 104));
    assertThat(company.value("SELECT CT_Sommeil FROM F_COMPTET WHERE cbMarq = 104")).isEqualTo(1);
    Map<String, Object> awake = agent.perform("w", "customer.wake", Map.of("record", 104));
    assertThat(AgentClient.fields(awake)).containsEntry("CT_Sommeil", BigDecimal.ZERO);
  }

  @Test
  void createsChangesAndDeletesContacts() throws IOException {
    Map<String, Object> made =
        agent.perform(
            "c1",
            "contact.create",
            Map.of(
                "fields", Map.of("CT_Num", "MAIRIEPBF", "CT_Nom", "Acajou", "CT_Prenom", "Inès")));
    assertThat(AgentClient.fields(made)).containsEntry("CT_No", new BigDecimal(7));
    int cbMarq = ((BigDecimal) AgentClient.record(made).get("cbMarq")).intValue();
    Map<String, Object> twice =
        agent.perform(
            "c2",
            "contact.create",
            Map.of(
                "fields", Map.of("CT_Num", "MAIRIEPBF", "CT_Nom", "ACAJOU", "CT_Prenom", "Inès")));
    assertThat(AgentClient.errors(twice)).containsExactly("DUPLICATE_CONTACT CT_Nom");
    agent.perform(
        "c3",
        "contact.update",
        Map.of(
            "record",
            cbMarq,
            "fields",
            Map.of("CT_Fonction", "Maire"),
            "before",
            Map.of("CT_Fonction", "")));
    assertThat(company.value("SELECT CT_Fonction FROM F_CONTACTT WHERE cbMarq = ?", cbMarq))
        .isEqualTo("Maire");
    agent.perform("c4", "contact.delete", Map.of("record", cbMarq));
    assertThat(company.query("SELECT 1 FROM F_CONTACTT WHERE cbMarq = ?", cbMarq)).isEmpty();
    assertThat(agent.perform("c4", "contact.delete", Map.of("record", cbMarq)))
        .containsEntry("outcome", "done")
        .containsEntry("repeated", true);
  }
}
