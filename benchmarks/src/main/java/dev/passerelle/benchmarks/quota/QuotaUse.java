package dev.passerelle.benchmarks.quota;

import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Scale;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotLimits;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceLimits;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * B9: eight threads ask a simulator as fast as the client lets them, for ten minutes of virtual
 * time. Judged is the share of the allowed calls that were made, and that none was refused. The
 * peer is the remote's own limit.
 *
 * <p><b>HubSpot</b>: 190 calls in any 10 seconds, a round trip of 100 ms. The client cannot know
 * when in that time the remote counts a call, so that a place is free again 10 s after the answer:
 * the share lost is the round trip's part of the window.
 *
 * <p><b>Salesforce</b>: 15,000 calls in 24 hours, of which other programs have made 12,000; a round
 * trip of 200 ms. The client learns from the first answer's header what is left, and takes that and
 * no more.
 */
public final class QuotaUse implements Benchmark {
  private static final Instant START = Instant.parse("2026-03-16T12:00:00Z");
  private static final Set<Integer> REFUSED = Set.of(403, 429);

  @Override
  public String id() {
    return "B9";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    Duration span = Duration.ofSeconds(scale.of(600, 20));
    Count hubspot = hubspot(span);
    Count salesforce = salesforce(span, scale.of(3_000, 100));
    return List.of(
        share("HubSpot's 190 per 10 s, over " + span.toSeconds() + " virtual seconds", hubspot),
        refused("HubSpot", hubspot),
        share("what was left of Salesforce's 15,000 a day", salesforce),
        refused("Salesforce", salesforce));
  }

  /** Calls that were answered, that were refused, and that are allowed. */
  private record Count(long made, long refused, long allowed) {
    /** Calls that began within the time; fetching a token is not one that the remote counts. */
    static Count of(Journal journal, Instant end, long allowed) {
      List<JournalEntry> counted =
          journal.entries().stream()
              .filter(e -> e.at().isBefore(end) && !e.path().contains("/oauth2/"))
              .toList();
      long refused = counted.stream().filter(e -> REFUSED.contains(e.status())).count();
      return new Count(counted.size() - refused, refused, allowed);
    }
  }

  private Line share(String of, Count count) {
    return new Line(
        id(),
        "share used of " + of,
        Long.toString(count.made()),
        Long.toString(count.allowed()),
        Figures.counted((double) count.made() / count.allowed()),
        Mark.atLeast(0.97));
  }

  private Line refused(String system, Count count) {
    return new Line(
        id(),
        "calls that " + system + " refused",
        Long.toString(count.refused()),
        "0",
        Figures.counted(count.refused()),
        Mark.exactly(0));
  }

  private static OkHttpClient far(VirtualTime time, int millis) {
    return new OkHttpClient.Builder()
        .addInterceptor(new Far(time, Duration.ofMillis(millis)))
        .build();
  }

  private static Count hubspot(Duration span) throws Exception {
    VirtualTime time = new VirtualTime(START);
    try (HubSpotSimulator portal =
            HubSpotSimulator.builder()
                .clock(time)
                .limits(dev.passerelle.simulators.hubspot.HubSpotLimits.professional())
                .start();
        HubSpotClient client =
            HubSpotClient.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
                .system("crm")
                .baseUrl(portal.baseUrl())
                .httpClient(far(time, 100))
                .time(time, time)
                .limits(new HubSpotLimits(190, 625_000, 4, ZoneOffset.UTC))
                .build()) {
      Workers.ask(time, span, () -> client.companies().get("1", List.of("name")));
      return Count.of(portal.journal(), START.plus(span), 190 * span.toSeconds() / 10);
    }
  }

  private static Count salesforce(Duration span, int left) throws Exception {
    VirtualTime time = new VirtualTime(START);
    try (SalesforceSimulator org = SalesforceSimulator.builder().clock(time).start()) {
      org.app("app", "secret", null);
      org.dailyLimit(15_000, 15_000 - left);
      try (SalesforceClient client =
          SalesforceClient.builder(
                  org.baseUrl(), SalesforceCredentials.clientCredentials("app", () -> "secret"))
              .system("crm")
              .httpClient(far(time, 200))
              .time(time, time)
              .limits(new SalesforceLimits(15_000, 100, 200, 5))
              .build()) {
        Workers.ask(time, span, client::limits);
        return Count.of(org.journal(), START.plus(span), left);
      }
    }
  }
}
