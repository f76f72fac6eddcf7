package dev.passerelle.sap.businessone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.ServerTrust;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.businessone.sync.Companies;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.businessone.BusinessOneFaults;
import dev.passerelle.simulators.businessone.BusinessOneSimulator;
import dev.passerelle.simulators.businessone.BusinessOneUser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusinessOneClientTest {
  private final Companies companies = new Companies();
  private final BusinessOneSimulator sap = companies.simulator;
  private final BusinessOneClient client = BusinessOneClient.of(companies.settings);

  @BeforeEach
  void furnish() {
    BusinessOneUser user = sap.user();
    for (int n = 1; n <= 5; n++) {
      user.create(
          "BusinessPartners",
          Map.of("CardCode", "C" + n, "CardName", "Acme " + n, "CreditLimit", 10.549999));
    }
  }

  @AfterEach
  void close() {
    client.close();
    companies.close();
  }

  @Test
  void readsARecordWithItsTypes() {
    B1Record partner = client.businessPartners().find("C1").orElseThrow();
    assertThat(partner.text("CardName")).contains("Acme 1");
    assertThat(partner.number("CreditLimit")).contains(new BigDecimal("10.549999"));
    assertThat(partner.yes("Valid")).isTrue();
    assertThat(partner.updated().orElseThrow().toString()).isEqualTo("2026-03-16T13:00");
    assertThat(partner.etag()).isPresent();
    assertThat(client.businessPartners().find("C'9/#")).isEmpty();
    assertThat(partner.toString()).doesNotContain("Acme");
  }

  @Test
  void walksThePages() {
    ODataQuery query = ODataQuery.all().select("CardCode").orderBy("CardCode");
    List<String> codes = new ArrayList<>();
    BusinessOneObjects.Page page = client.businessPartners().page(query, 2);
    page.records().forEach(row -> codes.add(row.text("CardCode").orElse("")));
    while (page.next().isPresent()) {
      page = client.businessPartners().next(page.next().get(), 2);
      page.records().forEach(row -> codes.add(row.text("CardCode").orElse("")));
    }
    assertThat(codes).containsExactly("C1", "C2", "C3", "C4", "C5");
    ODataFilter two = ODataFilter.in("CardCode", List.of("C1", "C2"));
    assertThat(client.businessPartners().count(ODataQuery.all().filter(two))).isEqualTo(2);
  }

  @Test
  void eightThreadsLogInOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> found = new ArrayList<>();
      for (int n = 0; n < 8; n++) {
        found.add(threads.submit(() -> client.businessPartners().find("C1").isPresent()));
      }
      for (Future<Boolean> each : found) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(sap.logins()).isEqualTo(1);
  }

  @Test
  void aDeadSessionIsRenewedAndTheCallReplayed() {
    client.businessPartners().find("C1");
    companies.pass(Duration.ofMinutes(31));
    client.businessPartners().create(Map.of("CardCode", "C7", "CardName", "New"));
    assertThat(sap.logins()).isEqualTo(2);
    assertThat(sap.user().record("BusinessPartners", "C7")).isPresent();
  }

  @Test
  void closingGivesTheLicenceBackAndNobodyLogsInAgain() {
    client.businessPartners().find("C1");
    assertThat(sap.openSessions()).isEqualTo(1);
    client.close();
    assertThat(sap.openSessions()).isZero();
    assertThatThrownBy(() -> client.businessPartners().find("C1"))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("closed");
    assertThat(sap.logins()).isEqualTo(1);
  }

  @Test
  void aWrongPasswordIsToldAndTriedOnce() {
    BusinessOneSettings wrong =
        BusinessOneSettings.builder(
                sap.baseUrl(), BusinessOneSimulator.DATABASE, "manager", () -> "wr0ng-secret")
            .time(companies.ours, companies::pass)
            .build();
    try (BusinessOneClient other = BusinessOneClient.of(wrong)) {
      for (int n = 0; n < 3; n++) {
        assertThatThrownBy(() -> other.businessPartners().find("C1"))
            .isInstanceOf(AuthenticationFailed.class)
            .hasMessageContaining("-304")
            .hasMessageNotContaining("wr0ng");
      }
    }
    assertThat(sap.journal().count("POST", "/Login$")).isEqualTo(1);
  }

  @Test
  void anUnknownCompanyIsTold() {
    BusinessOneSettings wrong =
        BusinessOneSettings.builder(sap.baseUrl(), "OTHER", "manager", () -> "x").build();
    try (BusinessOneClient other = BusinessOneClient.of(wrong)) {
      assertThatThrownBy(() -> other.businessPartners().find("C1"))
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("-306");
    }
  }

  @Test
  void aRaceOfLogInsIsRunAgain() {
    sap.faults().next(2, "POST", "/Login$", BusinessOneFaults.loginRace());
    assertThat(client.businessPartners().find("C1")).isPresent();
    assertThat(sap.journal().count("POST", "/Login$")).isEqualTo(3);
  }

  @Test
  void aSickNodeIsLeft() {
    client.businessPartners().find("C1");
    sap.faults().next(1, "GET", "BusinessPartners", BusinessOneFaults.sickNode());
    assertThat(client.businessPartners().find("C1")).isPresent();
    assertThat(sap.logins()).isEqualTo(2);
  }

  @Test
  void olderServersAreSpokenToInTheirVersion() {
    sap.serveVersionTwo(false);
    sap.version("930210");
    assertThat(client.businessPartners().find("C1")).isPresent();
    assertThat(client.businessPartners().page(ODataQuery.all(), 2).next()).isPresent();
    ODataBatch batch =
        ODataBatch.builder()
            .find("a", "BusinessPartners", ODataKey.of("C2"), ODataQuery.all())
            .build();
    assertThat(client.send(batch).part("a").orElseThrow().status()).isEqualTo(200);
    assertThat(client.version()).contains("930210");
    assertThatThrownBy(() -> client.get("BusinessPartners?$select=Nope", ODataQuery.all()))
        .isInstanceOf(PasserelleException.class);
    assertThat(sap.logins()).isEqualTo(1);
  }

  @Test
  void aBatchAsTheFirstCallFindsTheVersionFirst() {
    sap.serveVersionTwo(false);
    ODataBatch batch =
        ODataBatch.builder()
            .create("k", "BusinessPartners", JsonTree.of(Map.of("CardCode", "C8")))
            .create("l", "BusinessPartners", JsonTree.of(Map.of("CardCode", "C1")))
            .build();
    ODataBatchAnswer answer = client.send(batch);
    assertThat(answer.part("k").orElseThrow().status()).isEqualTo(201);
    PasserelleException refused = client.failure(answer.part("l").orElseThrow()).orElseThrow();
    assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_VALUE);
  }

  @Test
  void changesKeepTheirPrecondition() {
    String etag = client.businessPartners().find("C1").orElseThrow().etag().orElseThrow();
    ODataKey key = ODataKey.of("C1");
    client.businessPartners().update(key, Map.of("Phone1", "1"), etag);
    assertThatThrownBy(() -> client.businessPartners().update(key, Map.of("Phone1", "2"), etag))
        .isInstanceOf(StaleRecord.class);
    client
        .businessPartners()
        .add(
            key,
            Map.of("ContactEmployees", List.of(Map.of("Name", "Jo"), Map.of("Name", "Al"))),
            null);
    B1Record partner = client.businessPartners().find("C1").orElseThrow();
    B1Record jo = partner.rows("ContactEmployees").get(0);
    client
        .businessPartners()
        .replaceRows(
            key,
            Map.of(
                "ContactEmployees",
                List.of(Map.of("InternalCode", jo.integer("InternalCode").orElseThrow()))),
            null);
    assertThat(client.businessPartners().find("C1").orElseThrow().rows("ContactEmployees"))
        .hasSize(1);
    client.businessPartners().delete(key);
    assertThatThrownBy(() -> client.businessPartners().delete(key))
        .isInstanceOfSatisfying(
            RefusedByRemote.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND));
  }

  @Test
  void refusalsNameThePropertyAndNoValue() {
    assertThatThrownBy(
            () ->
                client
                    .businessPartners()
                    .create(Map.of("CardCode", "C9", "Phone1", "0690 12 34 'secret' 56 78 90")))
        .isInstanceOfSatisfying(
            RefusedByRemote.class,
            e -> {
              assertThat(e.fieldErrors()).extracting("field").containsExactly("Phone1");
              assertThat(e).hasMessageNotContaining("secret").hasMessageNotContaining("0690");
            });
    assertThatThrownBy(() -> client.businessPartners().page(ODataQuery.all().select("U_X"), 1))
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("U_X");
  }

  @Test
  void aProxyPageIsToldAsOne() {
    sap.faults().next(1, "POST", "/Login$", Fault.html(502));
    assertThatThrownBy(() -> client.businessPartners().find("C1"))
        .isInstanceOfSatisfying(
            SystemUnavailable.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.HTML_INSTEAD_OF_JSON));
  }

  @Test
  void functionsAnswer() {
    assertThat(client.ask("CompanyService_GetAdminInfo", Map.of()).at("LocalCurrency").text())
        .contains("EUR");
    assertThat(client.metadata().property("BusinessPartners", "BPAddresses/City")).isPresent();
    assertThatThrownBy(() -> client.objects("Orders(1)"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.orders().act(ODataKey.of(1), "Cancel()"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSelfMadeCertificateIsTrustedOnlyWhereItIsNamed(@TempDir Path folder) throws Exception {
    KeyStore made = selfMade(folder);
    X509Certificate certificate = (X509Certificate) made.getCertificate("sap");
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(sockets(made), false);
      server.setDispatcher(
          new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(okhttp3.mockwebserver.RecordedRequest request) {
              boolean login = String.valueOf(request.getPath()).endsWith("/Login");
              return login
                  ? new MockResponse()
                      .addHeader("Set-Cookie", "B1SESSION=x;HttpOnly;")
                      .addHeader("Set-Cookie", "ROUTEID=.node1; path=/b1s")
                      .setBody("{\"SessionId\":\"x\",\"Version\":\"1000340\"}")
                  : new MockResponse().setBody("{\"CardCode\":\"C1\"}");
            }
          });
      server.start();
      String url = "https://localhost:" + server.getPort() + "/b1s/";
      BusinessOneSettings.Builder builder =
          BusinessOneSettings.builder(url, "D", "u", () -> "p").attempts(1);
      try (BusinessOneClient plain = BusinessOneClient.of(builder.build())) {
        assertThatThrownBy(() -> plain.businessPartners().find("C1"))
            .isInstanceOfSatisfying(
                PasserelleException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.TLS_FAILED));
      }
      BusinessOneSettings named = builder.trust(ServerTrust.of(certificate)).build();
      try (BusinessOneClient trusting = BusinessOneClient.of(named)) {
        assertThat(trusting.businessPartners().find("C1")).isPresent();
      }
    }
    assertThatThrownBy(() -> ServerTrust.pem("no certificate"))
        .isInstanceOf(InvalidConfiguration.class);
  }

  /** For a name that only the server's own network knows. */
  private static KeyStore selfMade(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("sap.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sap",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=sap-internal",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit",
                "-validity",
                "30")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
  }

  private static javax.net.ssl.SSLSocketFactory sockets(KeyStore store)
      throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }
}
