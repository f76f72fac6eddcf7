package dev.passerelle.sap.s4hana.independent;

import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.sync.OtherParsers;
import dev.passerelle.sap.s4hana.sync.Published;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;

/** A running {@link IndependentServer} with all services that an EDMX exists of. */
final class IndependentSystem implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-16T12:00:00Z");
  private static final List<S4HanaApi> TWO =
      List.of(
          S4HanaApi.BUSINESS_PARTNER,
          S4HanaApi.PRODUCT,
          S4HanaApi.PRICE_CONDITION,
          S4HanaApi.SALES_ORDER,
          S4HanaApi.BILLING_DOCUMENT,
          S4HanaApi.ACCOUNTING_ITEMS);

  /** Fewer rows than are asked for: the server goes on by its own links. */
  private static final int PAGE = 3;

  final SimulatedClock clock = SimulatedClock.at(NOW);
  final IndependentServer server = new IndependentServer();
  private final String url;
  private final Map<S4HanaApi, TwoService> services = new EnumMap<>(S4HanaApi.class);

  IndependentSystem() throws Exception {
    for (S4HanaApi api : TWO) {
      TwoService service = new TwoService(Published.edmx(api).orElseThrow(), clock, PAGE);
      services.put(api, service);
      server.serve(api, service);
    }
    String four = Published.edmx(S4HanaApi.SALES_ORDER_V4).orElseThrow();
    server.serve(
        S4HanaApi.SALES_ORDER_V4,
        new FourService(four, OtherParsers.asVersionFour(four), clock, PAGE));
    url = server.start();
  }

  S4HanaSettings settings() {
    return settings(codes -> codes);
  }

  S4HanaSettings settings(UnaryOperator<S4HanaCodes.Builder> more) {
    S4HanaCodes.Builder codes =
        S4HanaCodes.builder("1010", "10", "00")
            .company("1010", "12100000")
            .openDocumentsCount(false);
    return S4HanaSettings.builder(url, "anybody", () -> "secret")
        .zone(ZoneOffset.UTC)
        .time(clock, clock::advance)
        .codes(more.apply(codes).build())
        .attempts(1)
        .build();
  }

  /** What lies in a set. */
  List<Map<String, Object>> rows(S4HanaApi api, String set) {
    return services.get(api).rows().of(set);
  }

  static Calendar day(String text) {
    Calendar day = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    Instant start = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    day.setTimeInMillis(start.toEpochMilli());
    return day;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
