package dev.passerelle.salesforce.sync;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.WebhookSource.Hint;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of Change Data Capture, handed over by the host. */
class ChangeDataCaptureTest {
  private final Orgs orgs = new Orgs().prepared(Customer.TYPE, Customer.SIRET);
  private final ChangeDataCapture events = ChangeDataCapture.of(orgs.settings);
  private final InMemorySystem erp =
      InMemorySystem.named("erp", orgs.ours)
          .entity(InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.PHONE))
          .build();
  private final SyncRuntime runtime =
      SyncRuntime.on(new InMemoryStateStore()).clock(orgs.ours).build();
  private SyncEngine engine;
  private String account;

  @BeforeEach
  void begin() {
    orgs.simulator.captureChanges();
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.PHONE, ownedBy("crm"));
    engine =
        SyncEngine.of("acme", runtime)
            .system("erp", InMemoryConnector.to(erp))
            .system("crm", Salesforce.connect(orgs.settings))
            .sync(
                RecordSync.of("customers", Customer.TYPE, mapping)
                    .creates("crm", Creates.always())
                    .build())
            .build();
    erp.user(Customer.TYPE).create(Fields.of(Customer.NAME, "Bati"));
    run();
    run();
    account = orgs.simulator.user().records("Account").get(0).id();
  }

  @AfterEach
  void close() {
    engine.close();
    runtime.close();
    orgs.close();
  }

  private void run() {
    orgs.pass(Duration.ofMinutes(1));
    engine.run();
  }

  private ChangeDataCapture.Heard heard() {
    return events.read("[" + String.join(",", orgs.simulator.takeChangeEvents()) + "]");
  }

  private String phoneInErp() {
    RecordId id = erp.user(Customer.TYPE).ids().get(0);
    return erp.user(Customer.TYPE).fields(id).orElseThrow().get(Customer.PHONE).orElse("");
  }

  private static Hint hint(String id) {
    return new Hint(Customer.TYPE, RecordId.of(id));
  }

  @Test
  void aChangeIsAHintAndTheRecordIsRead() {
    orgs.simulator.takeChangeEvents();
    orgs.simulator.user().update("Account", account, Map.of("Phone", "+33536490001"));
    ChangeDataCapture.Heard heard = heard();
    assertThat(heard.hints()).containsExactly(hint(account));
    assertThat(heard.isNews()).isTrue();
    // What the event shows is old when it is read.
    orgs.simulator.user().update("Account", account, Map.of("Phone", "+33536490002"));
    assertThat(engine.hints("crm", heard.hints())).isEqualTo(1);
    run();
    assertThat(phoneInErp()).isEqualTo("+33536490002");
  }

  @Test
  void ourOwnChangesAreNone() {
    assertThat(heard().own()).as("the account that we made").isPositive();
    RecordId erpId = erp.user(Customer.TYPE).ids().get(0);
    erp.user(Customer.TYPE).edit(erpId, Fields.of(Customer.NAME, "Renamed"));
    run();
    ChangeDataCapture.Heard heard = heard();
    assertThat(heard.own()).isEqualTo(1);
    assertThat(heard.hints()).isEmpty();
    assertThat(heard.isNews()).isFalse();
  }

  @Test
  void comingAndGoingAreHintsToo() {
    orgs.simulator.takeChangeEvents();
    String other = orgs.simulator.user().create("Account", Map.of("Name", "Other"));
    orgs.simulator.user().delete("Account", account);
    orgs.simulator.user().undelete("Account", account);
    assertThat(heard().hints()).containsExactly(hint(other), hint(account));
  }

  @Test
  void aGapNamesItsRecordsWhoeverChangedThem() {
    orgs.simulator.user().update("Account", account, Map.of("Phone", "+33536490001"));
    orgs.simulator.gap("Account", "GAP_UPDATE", List.of(account));
    assertThat(heard().hints()).containsExactly(hint(account));
  }

  @Test
  void anOverflowLosesNothing() {
    orgs.simulator.user().update("Account", account, Map.of("Phone", "+33536490001"));
    orgs.simulator.gap("Account", "GAP_OVERFLOW", List.of());
    ChangeDataCapture.Heard heard = heard();
    assertThat(heard.hints()).isEmpty();
    assertThat(heard.lost()).containsExactly(Customer.TYPE);
    assertThat(heard.isNews()).as("a run is due").isTrue();
    run();
    assertThat(phoneInErp()).isEqualTo("+33536490001");
  }

  @Test
  void aPartIsAHintOfItsRecordWhereTheEventNamesIt() {
    String product = orgs.simulator.user().create("Product2", Map.of("Name", "Tube"));
    String book = orgs.simulator.user().records("Pricebook2").get(0).id();
    orgs.simulator.takeChangeEvents();
    String entry =
        orgs.simulator
            .user()
            .create(
                "PricebookEntry",
                Map.of("Product2Id", product, "Pricebook2Id", book, "UnitPrice", 1));
    assertThat(heard().hints()).containsExactly(new Hint(Product.TYPE, RecordId.of(product)));
    orgs.simulator.user().update("PricebookEntry", entry, Map.of("UnitPrice", 2));
    assertThat(heard().hints()).as("found by reading").isEmpty();
  }

  @Test
  void whatCometDWrapsAroundIsTheSame() {
    orgs.simulator.takeChangeEvents();
    orgs.simulator.user().update("Account", account, Map.of("Phone", "+33536490001"));
    String event = orgs.simulator.takeChangeEvents().get(0);
    String wrapped =
        "{\"channel\":\"/data/AccountChangeEvent\",\"data\":{\"schema\":\"x\",\"payload\":"
            + event
            + ",\"event\":{\"replayId\":7}}}";
    assertThat(events.read(wrapped).hints()).containsExactly(hint(account));
  }

  @Test
  void decodedRecordsAreTakenAsTheyAre() {
    // Fields may still be encoded as bitmaps: only the ids are read. 15 characters are 18.
    Map<String, Object> header =
        Map.of(
            "entityName",
            "Account",
            "changeType",
            "UPDATE",
            "recordIds",
            List.of(account.substring(0, 15)),
            "changedFields",
            List.of("0x4000800000"));
    assertThat(events.read(List.of(Map.of("ChangeEventHeader", header))).hints())
        .containsExactly(hint(account));
  }

  @Test
  void whatIsNoEventSaysNothing() {
    assertThat(events.read("{}").isNews()).isFalse();
    assertThat(events.read("[]").isNews()).isFalse();
    Map<String, Object> unknown =
        Map.of("entityName", "Case", "changeType", "UPDATE", "recordIds", List.of(account));
    assertThat(events.read(List.of(Map.of("ChangeEventHeader", unknown))).isNews()).isFalse();
    Map<String, Object> odd =
        Map.of("entityName", "Account", "changeType", "UPDATE", "recordIds", List.of("' OR 1"));
    assertThat(events.read(List.of(Map.of("ChangeEventHeader", odd))).hints()).isEmpty();
  }

  @Test
  void hintsThatNoFlowFollowsAreNotKept() {
    Hint contact = new Hint(Contact.TYPE, RecordId.of("0035g0000000001AAA"));
    assertThat(engine.hints("crm", List.of(contact))).isZero();
  }
}
