package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.s4hana.S4HanaSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** A simulated system with its own clock, and a connection to it: for tests of this module. */
public final class Systems implements AutoCloseable {
  public static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");

  /** The clock of the server. */
  public final SimulatedClock theirs = SimulatedClock.at(T0);

  /** The clock of this side. */
  public final SimulatedClock ours = SimulatedClock.at(T0);

  public final S4HanaSimulator simulator = S4HanaSimulator.builder().clock(theirs).start();
  public final S4HanaSettings settings;

  private final Watch watch = new Watch();
  private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(watch).build();

  public Systems() {
    this(codes -> codes);
  }

  public Systems(UnaryOperator<S4HanaCodes.Builder> more) {
    settings = builder().codes(more.apply(codes()).build()).build();
  }

  /** The codes of the simulated company. */
  public static S4HanaCodes.Builder codes() {
    return S4HanaCodes.builder("1010", "10", "00")
        .company("1010", "12100000")
        .discountCondition("DRV1");
  }

  public S4HanaSettings.Builder builder() {
    return S4HanaSettings.builder(
            simulator.baseUrl(), S4HanaSimulator.USER, () -> S4HanaSimulator.PASSWORD)
        .httpClient(http)
        .zone(simulator.zone())
        .time(ours, this::pass)
        .codes(codes().build())
        .callTimeout(Duration.ofSeconds(5))
        .maxLag(Duration.ofMinutes(2))
        .attempts(1);
  }

  public void pass(Duration time) {
    theirs.advance(time);
    ours.advance(time);
  }

  /** Adds a customer with the usual sales area and company code. */
  public String customer(String name) {
    String partner =
        simulator
            .user()
            .create(
                "A_BusinessPartner",
                Map.of(
                    "BusinessPartnerCategory",
                    "2",
                    "OrganizationBPName1",
                    name,
                    "to_BusinessPartnerRole",
                    List.of(Map.of("BusinessPartnerRole", "FLCU01")),
                    "to_Customer",
                    Map.of("to_CustomerSalesArea", List.of(area()))));
    return simulator
        .user()
        .record("A_BusinessPartner", partner)
        .map(row -> String.valueOf(row.get("Customer")))
        .orElseThrow();
  }

  public static Map<String, Object> area() {
    return Map.of(
        "SalesOrganization",
        "1010",
        "DistributionChannel",
        "10",
        "Division",
        "00",
        "Currency",
        "EUR");
  }

  /** Adds a product. */
  public String product(String number) {
    return simulator
        .user()
        .create(
            "A_Product",
            Map.of(
                "Product",
                number,
                "ProductType",
                "HAWA",
                "BaseUnit",
                "PC",
                "to_Description",
                List.of(Map.of("Language", "EN", "ProductDescription", "Article " + number))));
  }

  /**
   * Adds a price of a product in euros.
   *
   * @param terms rate and quantity, by SAP's names
   */
  public void price(String product, Map<String, Object> terms) {
    Map<String, Object> condition = new LinkedHashMap<>(terms);
    condition.put("ConditionType", "PPR0");
    condition.put("ConditionCurrency", "EUR");
    condition.put(
        "to_SlsPrcgCndnRecdValidity",
        List.of(Map.of("ConditionType", "PPR0", "Material", product, "SalesOrganization", "1010")));
    simulator.user().create("A_SlsPrcgConditionRecord", condition);
  }

  /** Adds an order of one piece at a net price. */
  public String order(String customer, String product, BigDecimal price) {
    Map<String, Object> condition =
        Map.of("ConditionType", "PPR0", "ConditionRateValue", price, "ConditionCurrency", "EUR");
    Map<String, Object> item =
        Map.of(
            "Material", product, "RequestedQuantity", 1, "to_PricingElement", List.of(condition));
    return simulator
        .user()
        .create(
            "A_SalesOrder",
            Map.of(
                "SalesOrderType",
                "OR",
                "SalesOrganization",
                "1010",
                "DistributionChannel",
                "10",
                "OrganizationDivision",
                "00",
                "SoldToParty",
                customer,
                "to_Item",
                List.of(item)));
  }

  /** The addresses that were asked for, and those inside batches, with their method. */
  public List<String> addresses() {
    return watch.addresses;
  }

  /** The bodies that were sent, by the addresses that they were sent to. */
  public List<Map.Entry<String, String>> bodies() {
    return watch.bodies;
  }

  /** Runs something before the request after so many others. */
  public void after(int requests, Runnable then) {
    watch.next.set(new Watch.Next(requests, then));
  }

  @Override
  public void close() {
    simulator.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static final class Watch implements Interceptor {
    private record Next(int left, Runnable then) {}

    private final AtomicReference<Next> next = new AtomicReference<>();
    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final List<Map.Entry<String, String>> bodies = new CopyOnWriteArrayList<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
      record(chain.request());
      Next now =
          next.getAndUpdate(
              n -> n == null || n.left() == 0 ? null : new Next(n.left() - 1, n.then()));
      if (now != null && now.left() == 0) {
        now.then().run();
      }
      return chain.proceed(chain.request());
    }

    /** The address, and those inside a batch. */
    private void record(Request request) throws IOException {
      String path = path(request.url());
      if (!path.endsWith("$batch")) {
        addresses.add(request.method() + " " + path);
      }
      if (request.body() != null) {
        Buffer body = new Buffer();
        Optional.ofNullable(request.body()).orElseThrow().writeTo(body);
        String text = body.readUtf8();
        bodies.add(Map.entry(path, text));
        String root = path.substring(0, path.lastIndexOf('/') + 1);
        text.lines()
            .filter(line -> line.matches("(GET|POST|PATCH|DELETE) \\S+ HTTP/1\\.1"))
            .map(line -> line.split(" "))
            .forEach(line -> addresses.add(line[0] + " " + root + line[1]));
      }
    }

    private static String path(HttpUrl url) {
      return url.encodedQuery() == null
          ? url.encodedPath()
          : url.encodedPath() + "?" + url.encodedQuery();
    }
  }
}
