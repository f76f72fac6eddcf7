package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ImportDirectory;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing by import files, against the simulator's import (docs/sage-100-import.md). */
class ImportsTest {
  private static final Charset ANSI = Charset.forName("windows-1252");
  private static final Duration DAY = Duration.ofHours(24);
  private static final Fields ECOLODGE =
      Fields.builder()
          .set(Customer.NAME, "Éco-Lodge \"Deshaies\"; hôtel")
          .set(Customer.EMAIL, "reservation@ecolodge-deshaies.example")
          .set(
              Customer.BILLING_ADDRESS,
              new PostalAddress(
                  "Route de la Perle Fictive", null, "97126", "DESHAIES", null, "GUADELOUPE"))
          .set(Customer.PRICE_CATEGORY, "1")
          .build();

  @TempDir Path root;
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T13:36:00Z"));
  private Sage100Simulator sage;
  private Connector connector;

  @BeforeEach
  void start() {
    sage =
        Sage100Simulator.builder("NEGOCE971", clock)
            .zone(Negoce.GUADELOUPE)
            .data(Negoce.DATA)
            .importDirectory(root)
            .start();
    connector = connect(ImportDirectory.of(root));
  }

  private Connector connect(ImportDirectory directory) {
    return Sage100.connect(
        Sage100Settings.builder(sage.dataSource(), Negoce.GUADELOUPE)
            .clock(clock)
            .pause(time -> {})
            .importFiles(directory)
            .build());
  }

  @AfterEach
  void close() {
    connector.close();
    sage.close();
  }

  private EntityAdapter customers() {
    return adapter(
        Customer.TYPE,
        Customer.CODE,
        Customer.NAME,
        Customer.EMAIL,
        Customer.PHONE,
        Customer.BILLING_ADDRESS,
        Customer.PRICE_CATEGORY,
        Customer.STATE);
  }

  private EntityAdapter contacts() {
    return adapter(
        Contact.TYPE, Contact.LAST_NAME, Contact.FIRST_NAME, Contact.EMAIL, Contact.CUSTOMERS);
  }

  private EntityAdapter adapter(EntityType type, Field<?>... fields) {
    return connector.adapter(type, dev.passerelle.core.adapter.Selection.of(fields)).orElseThrow();
  }

  private EntityAdapter orders() {
    return adapter(SalesOrder.TYPE, Orders.FIELDS.toArray(new Field<?>[0]));
  }

  private static WriteResult one(EntityAdapter adapter, Write write) {
    return adapter.write(List.of(write)).get(0);
  }

  private static WriteResult.Accepted accepted(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Accepted.class);
    return (WriteResult.Accepted) result;
  }

  private static WriteResult fate(EntityAdapter adapter, Ticket ticket) {
    return adapter.fate(List.of(ticket)).get(0);
  }

  private Ticket created(Write.Create create, String token) {
    return new Ticket(
        create.key(),
        Operation.CREATE,
        create.reference(),
        null,
        create.fields(),
        token,
        clock.instant());
  }

  private Ticket updated(Write.Update update, String token) {
    return new Ticket(
        update.key(),
        Operation.UPDATE,
        null,
        update.id(),
        update.changed(),
        token,
        clock.instant());
  }

  private static Write.Create create(String reference, Fields fields) {
    return new Write.Create("k-" + reference, reference, fields);
  }

  private static Write.Update update(String id, Fields changed, Fields before) {
    return new Write.Update("u-" + id, RecordId.of(id), changed, before, null);
  }

  private List<String> waiting() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("in"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aCustomerIsAcceptedFirstAndWrittenAfterTheImport() throws IOException {
    EntityAdapter customers = customers();
    assertThat(customers.describe().capabilities())
        .contains(Capability.CREATE, Capability.UPDATE, Capability.ASYNCHRONOUS)
        .doesNotContain(Capability.DELETE);
    Write.Create create = create("c1", ECOLODGE);

    WriteResult.Accepted sent = accepted(one(customers, create));

    assertThat(sent.deadline()).isEqualTo(clock.instant().plus(DAY));
    String file = Files.readString(root.resolve("in/" + sent.token() + ".txt"), ANSI);
    assertThat(file)
        .startsWith("V;1;NEGOCE971;" + sent.token() + "\r\nC;ECOLODGEDE;")
        .contains(";\"Éco-Lodge \"\"Deshaies\"\"; hôtel\";")
        .endsWith("\r\nZ;2\r\n");
    Ticket ticket = created(create, sent.token());
    clock.advance(Duration.ofHours(1));
    assertThat(accepted(fate(customers, ticket)).deadline())
        .as("counted from the sending, not from the question")
        .isEqualTo(ticket.sentAt().plus(DAY));

    sage.imports().run();
    Snapshot made = AgentOrdersTest.written(fate(customers, ticket));
    assertThat(made.fields().get(Customer.CODE)).contains("ECOLODGEDE");
    assertThat(made.fields().get(Customer.NAME)).isEqualTo(ECOLODGE.get(Customer.NAME));
    assertThat(made.fields().get(Customer.BILLING_ADDRESS))
        .isEqualTo(ECOLODGE.get(Customer.BILLING_ADDRESS));
    assertThat(AgentOrdersTest.written(fate(customers, created(create, ""))).id())
        .as("a lost token is found by the reference")
        .isEqualTo(made.id());
  }

  @Test
  void aCreateThatIsSentAgainIsOneFile() throws IOException {
    Write.Create create = create("c1", ECOLODGE);
    String first = accepted(one(customers(), create)).token();
    assertThat(accepted(one(customers(), create)).token()).isEqualTo(first);
    assertThat(waiting()).containsExactly(first + ".txt");
    sage.imports().run();
    assertThat(((WriteResult.Written) one(customers(), create)).created()).isFalse();
    assertThat(sage.imports().run()).isZero();
    assertThat(sage.effects().writes("customer.create")).isEqualTo(1);
  }

  @Test
  void filesThatWaitHaveDifferentNumbersAlsoAfterARestart() throws IOException {
    accepted(one(customers(), create("c1", ECOLODGE)));
    accepted(one(customers(), create("c2", ECOLODGE)));
    connector.close();
    connector = connect(ImportDirectory.of(root));
    accepted(one(customers(), create("c3", ECOLODGE)));
    assertThat(waiting()).hasSize(3);
    assertThat(sage.imports().run()).isEqualTo(3);
    assertThat(sage.effects().writes("customer.create")).isEqualTo(3);
    assertThat(customers().find(Customer.CODE, List.of("ECOLODGEDE", "ECOLODGE01", "ECOLODGE02")))
        .hasSize(3);
  }

  @Test
  void whatNoFileCanHoldIsRefusedBeforeAnythingIsWritten() throws IOException {
    assertRefused(
        customers(),
        create("l", ECOLODGE.with(Customer.NAME, "x".repeat(200))),
        ErrorCode.FIELD_TOO_LONG);
    assertRefused(
        customers(),
        create("e", ECOLODGE.with(Customer.NAME, "Ōtautahi")),
        ErrorCode.NOT_ENCODABLE);
    assertRefused(
        customers(),
        create("b", ECOLODGE.with(Customer.NAME, "one\ntwo")),
        ErrorCode.VALUE_INVALID);
    assertRefused(
        customers(),
        create("w", ECOLODGE.with(Customer.WEBSITE, "https://x.example")),
        ErrorCode.VALUE_INVALID);
    assertRefused(
        customers(),
        create("t", ECOLODGE.with(Customer.CODE, "CANTINESUD")),
        ErrorCode.DUPLICATE_VALUE);
    assertThat(waiting()).isEmpty();
  }

  private static void assertRefused(EntityAdapter adapter, Write write, ErrorCode code) {
    WriteResult result = one(adapter, write);
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).cause().code()).isEqualTo(code);
  }

  @Test
  void anUpdateKeepsTheOtherColumnsAndStaleIsStale() {
    EntityAdapter customers = customers();
    Snapshot before = Negoce.read(customers, "106");
    Write.Update update =
        update(
            "106",
            Fields.of(Customer.PHONE, "05 36 00 00 00"),
            Fields.of(Customer.PHONE, before.fields().get(Customer.PHONE).orElse(null)));
    String token = accepted(one(customers, update)).token();
    Ticket ticket = updated(update, token);
    assertThat(fate(customers, ticket)).isInstanceOf(WriteResult.Accepted.class);
    sage.imports().run();
    Snapshot after = AgentOrdersTest.written(fate(customers, ticket));
    assertThat(after.fields()).isEqualTo(before.fields().with(Customer.PHONE, "05 36 00 00 00"));

    sage.user().changeCustomer("CANTINESUD", Map.of("CT_Telephone", "05 36 99 99 99"));
    assertThat(AgentOrdersTest.written(fate(customers, ticket)).fields().get(Customer.PHONE))
        .as("it was done; what a user did then is a change of its own")
        .contains("05 36 99 99 99");
    assertThat(one(customers, update)).isInstanceOf(WriteResult.Stale.class);
  }

  @Test
  void sleepAndWake() {
    EntityAdapter customers = customers();
    RecordId id = RecordId.of("105");
    String token = accepted(one(customers, new Write.Archive("a", id))).token();
    sage.imports().run();
    Ticket ticket =
        new Ticket("a", Operation.ARCHIVE, null, id, Fields.empty(), token, clock.instant());
    assertThat(AgentOrdersTest.written(fate(customers, ticket)).life()).isEqualTo(Life.ARCHIVED);
    accepted(one(customers, new Write.Restore("r", id)));
    sage.imports().run();
    assertThat(Negoce.read(customers, "105").life()).isEqualTo(Life.LIVE);
  }

  @Test
  void aRecordInUseIsTriedAgainUnderANewName() throws IOException {
    Write.Create order = Orders.q1001();
    String first = accepted(one(orders(), order)).token();
    sage.locks().inUse("F_DOCCURRENTPIECE", 0, 1);
    sage.imports().run();
    assertThat(Files.readString(root.resolve("out/" + first + ".jrn"), ANSI))
        .contains("RECORD_IN_USE");
    assertThat(fate(orders(), created(order, first))).isInstanceOf(WriteResult.Absent.class);
    String second = accepted(one(orders(), order)).token();
    assertThat(second).isNotEqualTo(first);
    sage.imports().run();
    AgentOrdersTest.written(fate(orders(), created(order, second)));
    assertThat(sage.effects().writes("document.create")).isEqualTo(1);
  }

  @Test
  void anOrderIsTheOneOfTheCase() {
    Write.Create order = Orders.q1001();
    String token = accepted(one(orders(), order)).token();
    sage.imports().run();
    Snapshot made = AgentOrdersTest.written(fate(orders(), created(order, token)));
    assertThat(made.fields().get(SalesOrder.GROSS).orElseThrow()).isEqualByComparingTo("2934.68");
    assertThat(made.fields().get(SalesOrder.EXTERNAL_NUMBER)).contains("HS Q-1001");
    assertThat(AgentOrdersTest.written(one(orders(), order)).id()).isEqualTo(made.id());
  }

  @Test
  void theRepresentativeIsTheCustomersOrRefused() {
    DocumentLine line = Orders.line("1", "LIV-FORFAIT", "1", "45.00", "0");
    Fields own = Orders.fields("HS 1", "101", line).with(SalesOrder.OWNER, "1");
    accepted(one(orders(), create("70100002001", own)));
    WriteResult other = one(orders(), create("70100002002", own.with(SalesOrder.OWNER, "2")));
    assertThat(((WriteResult.Refused) other).fields())
        .extracting(error -> error.field())
        .containsExactly(SalesOrder.OWNER.name());
  }

  @Test
  void whatTheImportRejectsIsRefusedWithTheFaults() {
    Write.Create order =
        Orders.create("70100003001", "HS 3", "101", Orders.line("1", "NO-SUCH", "1", "1.00", "0"));
    String token = accepted(one(orders(), order)).token();
    sage.imports().run();
    WriteResult result = fate(orders(), created(order, token));
    assertThat(((WriteResult.Refused) result).cause().code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN);
    assertThat(sage.effects().writes()).isZero();
  }

  @Test
  void anInterruptedImportIsSettledByTheDatabaseOrWaitsForAPerson() {
    Write.Create order = Orders.q1001();
    String orderFile = accepted(one(orders(), order)).token();
    sage.imports().stopAfter(0);
    sage.imports().run();
    Ticket lost = created(order, orderFile);
    assertThat(fate(orders(), lost)).isInstanceOf(WriteResult.Accepted.class);
    clock.advance(DAY.plusMinutes(1));
    assertThat(accepted(fate(orders(), lost)).deadline()).isBefore(clock.instant());

    Write.Update both =
        update(
            "105",
            Fields.of(Customer.PHONE, "05 36 00 00 00", Customer.STATE, Customer.DORMANT),
            Fields.empty());
    Ticket half = updated(both, accepted(one(customers(), both)).token());
    sage.imports().stopAfter(1);
    sage.imports().run();
    assertThat(sage.imports().run()).isZero();
    assertThat(Negoce.read(customers(), "105").fields().get(Customer.PHONE))
        .contains("05 36 00 00 00");
    assertThat(fate(customers(), half)).as("half done").isInstanceOf(WriteResult.Accepted.class);
    sage.user().changeCustomer("MAIRIEPBF", Map.of("CT_Sommeil", 1));
    assertThat(fate(customers(), half)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void aJournalThatIsLostIsMadeUpForByTheDatabase() throws IOException {
    Write.Create customer = create("c1", ECOLODGE);
    Write.Create order = Orders.q1001();
    Ticket one = created(customer, accepted(one(customers(), customer)).token());
    Ticket two = created(order, accepted(one(orders(), order)).token());
    sage.imports().run();
    Files.delete(root.resolve("out/" + one.token() + ".jrn"));
    Files.delete(root.resolve("out/" + two.token() + ".jrn"));
    assertThat(AgentOrdersTest.written(fate(customers(), one)).fields().get(Customer.CODE))
        .contains("ECOLODGEDE");
    assertThat(AgentOrdersTest.written(fate(orders(), two)).id())
        .isEqualTo(RecordId.of("BC260023"));
    Files.delete(root.resolve("done/" + two.token() + ".txt"));
    assertThat(((WriteResult.Written) one(orders(), order)).created())
        .as("not even the file is there: DO_NoWeb tells")
        .isFalse();
  }

  @Test
  void anOrderThatSomebodyDeletedIsNotMadeAgain() {
    Write.Create order = Orders.q1001();
    Ticket ticket = created(order, accepted(one(orders(), order)).token());
    sage.imports().run();
    sage.user().deleteDocument(1, "BC260023");
    assertThat(accepted(fate(orders(), ticket)).deadline()).isEqualTo(ticket.sentAt().plus(DAY));
  }

  @Test
  void contactsAreKnownByTheirName() {
    EntityAdapter contacts = contacts();
    Fields fields =
        Fields.of(
            Contact.LAST_NAME,
            "Amandier / Acajou",
            Contact.EMAIL,
            "a@sbh-villas.example",
            Contact.CUSTOMERS,
            Set.of(Ref.to(Customer.TYPE, "109")));
    Write.Create create = create("p1", fields);
    Ticket ticket = created(create, accepted(one(contacts, create)).token());
    sage.imports().run();
    Snapshot made = AgentOrdersTest.written(fate(contacts, ticket));
    assertThat(made.fields().get(Contact.CUSTOMERS)).isEqualTo(fields.get(Contact.CUSTOMERS));

    WriteResult same = one(contacts, create("p2", fields));
    assertThat(((WriteResult.Refused) same).existingRecord()).contains(made.id());
    assertRefused(
        contacts,
        update(made.id().value(), Fields.of(Contact.FIRST_NAME, "Ève"), Fields.empty()),
        ErrorCode.VALUE_INVALID);
    Write.Update email =
        update(
            made.id().value(),
            Fields.of(Contact.EMAIL, "b@sbh-villas.example"),
            Fields.of(Contact.EMAIL, "a@sbh-villas.example"));
    Ticket sent = updated(email, accepted(one(contacts, email)).token());
    sage.imports().run();
    assertThat(AgentOrdersTest.written(fate(contacts, sent)).fields().get(Contact.EMAIL))
        .contains("b@sbh-villas.example");
  }

  @Test
  void aFullDirectoryOrDiskStopsBeforeAnythingIsShown() throws IOException {
    connector.close();
    connector = connect(ImportDirectory.of(root).mostWaiting(1));
    List<WriteResult> results =
        customers().write(List.of(create("c1", ECOLODGE), create("c2", ECOLODGE)));
    assertThat(results.get(0)).isInstanceOf(WriteResult.Accepted.class);
    assertThat(((WriteResult.Failed) results.get(1)).cause().code())
        .isEqualTo(ErrorCode.IMPORT_DIRECTORY_FULL);
    assertThat(waiting()).hasSize(1);
    assertThatThrownBy(() -> one(customers(), create("c3", ECOLODGE)))
        .isInstanceOf(SystemUnavailable.class);
  }

  @Test
  void aDiskWithoutSpaceIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    Files.createSymbolicLink(root.resolve("in/f1.tmp"), full);
    ImportDirectory directory = ImportDirectory.of(root);
    assertThatThrownBy(() -> directory.submit("f1", "NEGOCE971", List.of(List.of("S", "X", "1"))))
        .isInstanceOfSatisfying(
            PasserelleException.class,
            e -> assertThat(e.detail().code()).isEqualTo(ErrorCode.IMPORT_DIRECTORY_FULL));
    assertThat(waiting()).as("neither a file nor a half one").isEmpty();
    directory.submit("f1", "NEGOCE971", List.of(List.of("S", "SUPERBASSE", "1")));
    assertThat(waiting()).containsExactly("f1.txt");
  }

  @Test
  void aMissingDirectoryIsFoundByTheCheck() throws IOException {
    assertThat(connector.check()).isEmpty();
    Files.delete(root.resolve("in"));
    assertThat(connector.check())
        .extracting(Finding::level, finding -> finding.detail().code())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Finding.Level.ERROR, ErrorCode.IMPORT_DIRECTORY_UNUSABLE));
    assertThatThrownBy(() -> one(customers(), create("c1", ECOLODGE)))
        .isInstanceOfSatisfying(
            PasserelleException.class,
            e -> assertThat(e.detail().code()).isEqualTo(ErrorCode.IMPORT_DIRECTORY_UNUSABLE));
  }

  @Test
  void thereIsOneWayOfWriting() {
    try (Negoce negoce = Negoce.withAgent(dev.passerelle.simulators.sage100.Variant.RECENT)) {
      assertThatThrownBy(
              () ->
                  negoce.connect(
                      s -> s.agent(negoce.agent()).importFiles(ImportDirectory.of(root))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
