package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The ten things that go wrong in every installation ({@code docs/limit-cases.md}). Each is one
 * error that names system, cause, who must act and the next step; and once it is mended everything
 * comes through, nothing twice.
 */
class ErrorCasesTest {
  private Limits limits;

  @BeforeEach
  void open() throws IOException {
    limits = new Limits();
  }

  @AfterEach
  void close() {
    limits.close();
  }

  private HubSpotSimulator hubspot() {
    return limits.world.hubspot();
  }

  private static String[] scopes(String without) {
    Stream<String> objects =
        Stream.of("companies", "contacts", "products", "deals", "quotes", "orders", "line_items")
            .flatMap(x -> Stream.of("crm.objects." + x + ".read", "crm.objects." + x + ".write"));
    Stream<String> schemas =
        Stream.of("companies", "contacts", "products", "deals", "quotes", "orders", "line_items")
            .map(x -> "crm.schemas." + x + ".read");
    return Stream.of(objects, schemas, Stream.of("crm.objects.owners.read"))
        .flatMap(all -> all)
        .filter(scope -> !scope.equals(without))
        .toArray(String[]::new);
  }

  private void grant(String without) {
    hubspot().token(HubSpotSimulator.TOKEN, scopes(without));
  }

  @Test
  void aWrongToken() throws IOException {
    hubspot().revoke(HubSpotSimulator.TOKEN);
    ErrorDetail error = limits.only(limits.run(), ErrorCode.TOKEN_REFUSED, "crm");
    Limits.assertActs(error, Responsible.ADMINISTRATOR, "Make a new token in crm");
    assertThat(error.toString()).doesNotContain(HubSpotSimulator.TOKEN);
    grant("none");
    limits.assertAllThrough();
  }

  @Test
  void aTokenThatIsRevokedBetweenTheWritesOfOneRun() throws IOException {
    limits.watch(
        event -> {
          if (event instanceof SyncEvent.BatchWritten) {
            hubspot().revoke(HubSpotSimulator.TOKEN);
          }
        });
    limits.only(limits.run(), ErrorCode.TOKEN_REFUSED, "crm");
    limits.watch(event -> {});
    grant("none");
    limits.assertAllThrough();
  }

  @Test
  void aTokenWithoutTheScopeToRead() throws IOException {
    grant("crm.objects.products.read");
    ErrorDetail error = limits.only(limits.run(), ErrorCode.SCOPE_MISSING, "crm");
    assertThat(error.figures()).containsEntry("missing", "crm.objects.products.read");
    Limits.assertActs(error, Responsible.ADMINISTRATOR, "Add the scope crm.objects.products.read");
    assertThat(limits.world.companyOf("BATIGWADA")).as("customers go on").isPresent();
    grant("none");
    limits.assertAllThrough();
  }

  @Test
  void aTokenWithoutTheScopeToWrite() throws IOException {
    grant("crm.objects.companies.write");
    ErrorDetail error = limits.only(limits.run(), ErrorCode.SCOPE_MISSING, "crm");
    assertThat(error.figures()).containsEntry("missing", "crm.objects.companies.write");
    for (int i = 0; i < 12; i++) {
      limits.only(limits.run(), ErrorCode.SCOPE_MISSING, "crm");
    }
    grant("none");
    limits.assertAllThrough();
  }

  /** As an administrator does by mistake. */
  private void archive(String type, String property) {
    String path = "crm/properties/" + HubSpotClient.API_VERSION + "/" + type + "/" + property;
    limits.atPortal((client, settings) -> client.raw().delete(path));
  }

  @Test
  void aCustomPropertyThatIsMissingFromTheStart() throws IOException {
    archive("companies", "erp_outstanding");
    ErrorDetail error = limits.only(limits.run(), ErrorCode.CUSTOM_PROPERTY_MISSING, "crm");
    assertThat(error.field()).isEqualTo("erp_outstanding");
    Limits.assertActs(error, Responsible.ADMINISTRATOR, "erp_outstanding");
    setUp();
    limits.assertAllThrough();
  }

  @Test
  void aCustomPropertyThatSomebodyArchives() throws IOException {
    limits.begun();
    archive("companies", "erp_outstanding");
    limits.world.clock().advance(Duration.ofMinutes(20));
    ErrorDetail error = limits.only(limits.run(), ErrorCode.CUSTOM_PROPERTY_MISSING, "crm");
    assertThat(error.field()).isEqualTo("erp_outstanding");
    setUp();
    limits.assertAllThrough();
  }

  @Test
  void aCustomPropertyThatIsArchivedWhileWeStillBelieveInIt() throws IOException {
    limits.begun();
    archive("companies", "erp_outstanding");
    limits
        .world
        .sage()
        .user()
        .recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
    ErrorDetail error = limits.only(limits.run(), ErrorCode.CUSTOM_PROPERTY_MISSING, "crm");
    assertThat(error.field()).isEqualTo("erp_outstanding");
    for (int i = 0; i < 12; i++) {
      limits.only(limits.run(), ErrorCode.CUSTOM_PROPERTY_MISSING, "crm");
    }
    assertThat(limits.engine().waiting(100)).noneMatch(e -> e.kind().equals("REJECTED"));
    setUp();
    limits.run();
    limits.run();
    assertThat(limits.run().errors()).isEmpty();
    String shown =
        limits.world.companyOf("HOTELKARUK").orElseThrow().value("erp_outstanding").orElseThrow();
    assertThat(new BigDecimal(shown)).isEqualByComparingTo("6056.58");
  }

  private void setUp() {
    limits.atPortal(HubSpotSetup::apply);
  }

  @Test
  void anSqlLoginThatIsRefused() throws IOException {
    limits.world.sage().loginRefused(true);
    ErrorDetail error = limits.only(limits.run(), ErrorCode.SQL_LOGIN_REFUSED, "erp");
    Limits.assertActs(error, Responsible.ADMINISTRATOR, "Check the login's name and password");
    limits.world.sage().loginRefused(false);
    limits.assertAllThrough();
  }

  @Test
  void aColumnLayoutThatIsNotKnown() throws IOException {
    limits.world.sage().renameColumn("F_COMPTET", "CT_Intitule", "CT_Nom");
    ErrorDetail error = limits.only(limits.run(), ErrorCode.COLUMN_LAYOUT_UNKNOWN, "erp");
    assertThat(error.figures())
        .containsEntry("table", "F_COMPTET")
        .containsEntry("columns", "CT_Intitule");
    Limits.assertActs(error, Responsible.DEVELOPER, "the version of Sage");
    limits.world.sage().renameColumn("F_COMPTET", "CT_Nom", "CT_Intitule");
    limits.assertAllThrough();
  }

  @Test
  void aColumnThatAnUpgradeTakesAway() throws IOException {
    limits.begun();
    String phone = limits.world.companyOf("BATIGWADA").orElseThrow().value("phone").orElseThrow();
    limits.world.sage().user().changeCustomer("BATIGWADA", Map.of("CT_EMail", "b@bati.example"));
    limits.world.sage().renameColumn("F_COMPTET", "CT_Telephone", "CT_Tel");
    for (int i = 0; i < 3; i++) {
      ErrorDetail error = limits.only(limits.run(), ErrorCode.COLUMN_LAYOUT_UNKNOWN, "erp");
      assertThat(error.figures())
          .containsEntry("table", "F_COMPTET")
          .containsEntry("columns", "CT_Telephone");
    }
    assertThat(limits.world.companyOf("BATIGWADA").orElseThrow().value("phone")).contains(phone);
    limits.world.sage().renameColumn("F_COMPTET", "CT_Tel", "CT_Telephone");
    limits.assertAllThrough();
    assertThat(limits.world.companyOf("BATIGWADA").orElseThrow().value("phone")).contains(phone);
  }

  @Test
  void aDatabaseThatGoesDownInMidRun() throws IOException {
    limits.watch(
        event -> {
          if (event instanceof SyncEvent.PageRead page && page.system().equals("erp")) {
            limits.world.sage().databaseDown(true);
          }
        });
    ErrorDetail error = limits.only(limits.run(), ErrorCode.DATABASE_DOWN, "erp");
    Limits.assertActs(error, Responsible.ADMINISTRATOR, "Check that the database runs");
    limits.watch(event -> {});
    limits.world.sage().databaseDown(false);
    limits.assertAllThrough();
  }

  @Test
  void aDatabaseThatGoesDownWhileQuotesAreDecided() throws IOException {
    limits.begun();
    limits.quotes();
    limits.watch(
        event -> {
          if (event instanceof SyncEvent.PageRead page && page.entity().equals("quote")) {
            limits.world.sage().databaseDown(true);
          }
        });
    limits.only(limits.run(), ErrorCode.DATABASE_DOWN, "erp");
    limits.watch(event -> {});
    limits.world.sage().databaseDown(false);
    limits.assertAllThrough();
  }

  @Test
  void hubSpotThatAnswersWithAWebPage() throws IOException {
    hubspot().faults().next(1000, "*", ".*", Fault.html(200));
    ErrorDetail error = limits.only(limits.run(), ErrorCode.HTML_INSTEAD_OF_JSON, "crm");
    Limits.assertActs(error, Responsible.ADMINISTRATOR, "see who answers");
    hubspot().faults().clear();
    limits.assertAllThrough();
  }

  @Test
  void hubSpotThatAnswersWithAWebPageWhenItIsWrittenTo() throws IOException {
    hubspot().faults().next(1000, "POST", "batch/(create|update|upsert)", Fault.html(503));
    limits.only(limits.run(), ErrorCode.HTML_INSTEAD_OF_JSON, "crm");
    hubspot().faults().clear();
    // A gateway may have passed the writes on: they are sent again when that is surely over.
    limits.pass(Duration.ofMinutes(10));
    limits.assertAllThrough();
  }

  @Test
  void aClockThatIsAnHourWrong() throws IOException {
    for (Duration off : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      try (Limits own = new Limits();
          NegoceSystemsAccess access = own.access(Clock.offset(own.world.clock(), off));
          SyncRuntime runtime =
              SyncRuntime.on(new InMemoryStateStore())
                  .clock(Clock.offset(own.world.clock(), off))
                  .build();
          SyncEngine engine = access.engine(runtime, event -> {})) {
        SyncReport run = engine.run();
        assertThat(run.errors())
            .extracting(ErrorDetail::code, ErrorDetail::system)
            .containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple(ErrorCode.CLOCK_SKEW, "crm"),
                org.assertj.core.groups.Tuple.tuple(ErrorCode.CLOCK_SKEW, "erp"));
        run.errors()
            .forEach(
                error ->
                    Limits.assertActs(error, Responsible.ADMINISTRATOR, "Synchronise the clock"));
        own.use(engine).despite(ErrorCode.CLOCK_SKEW).assertAllThrough();
      }
    }
  }

  @Test
  void theStateOfAnotherPortal() throws IOException {
    limits.begun();
    long written = hubspot().writes();
    try (HubSpotSimulator other =
            HubSpotSimulator.builder().clock(limits.world.clock()).portalId(4711).start();
        NegoceSystemsAccess access = limits.access(other);
        SyncEngine engine = access.engine(limits.runtime, event -> {})) {
      limits.pass(limits.runtime.leaseTerm());
      assertThatThrownBy(engine::run)
          .isInstanceOfSatisfying(
              InvalidConfiguration.class,
              e -> {
                ErrorDetail error = e.detail();
                assertThat(error.code()).isEqualTo(ErrorCode.IDENTITY_MISMATCH);
                assertThat(error.system()).isEqualTo("crm");
                assertThat(error.figures().get("actual")).contains("4711");
                Limits.assertActs(error, Responsible.ADMINISTRATOR, "start with an empty state");
              });
      assertThat(other.writes()).isZero();
      limits.pass(limits.runtime.leaseTerm());
    }
    assertThat(hubspot().writes()).isEqualTo(written);
    limits.assertAllThrough();
  }
}
