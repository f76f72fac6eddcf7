package dev.passerelle.hubspot.sync;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.testkit.LiveRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real account, as the properties name it: {@code hubspot.token} or the environment's {@code
 * HUBSPOT_TOKEN}; {@code hubspot.url} for another address than HubSpot's. Every record that is made
 * carries the mark of the run in its reference or its name, and goes to the recycle bin. Properties
 * are made only where {@code hubspot.setup} is {@code true}.
 */
final class LivePortal implements AutoCloseable {
  /** Short, so that the contract need not wait for long. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  /** References that a test may have given. */
  private static final int MOST = 100;

  private static final LiveRun RUN = LiveRun.of("hubspot");

  final String mark = RUN.mark();
  final HubSpotSettings settings;
  final HubSpotClient client;
  private final Map<String, Set<String>> made = new LinkedHashMap<>();

  LivePortal() {
    HubSpotSettings.Builder builder =
        HubSpotSettings.builder(HubSpotCredentials.token(() -> token().orElseThrow()))
            .overlap(OVERLAP);
    RUN.property("url").ifPresent(builder::baseUrl);
    settings = builder.build();
    client = settings.newClient();
    if (RUN.asks("setup")) {
      HubSpotSetup.apply(client, settings);
    }
  }

  private static Optional<String> token() {
    return RUN.secret("token", "HUBSPOT_TOKEN");
  }

  /** Says on the console why nothing is run. */
  static final class Given extends LiveRun.Given {
    Given() {
      super("-Dhubspot.token or HUBSPOT_TOKEN", List.of(token()));
    }
  }

  /** A number of 14 digits that no other run gives. */
  String number(int n) {
    return RUN.number(n);
  }

  /** A record that must not stay. */
  void remember(String objectType, String id) {
    made.computeIfAbsent(objectType, type -> new LinkedHashSet<>()).add(id);
  }

  /** Removes what was made, and what bears a reference of this run. */
  void clean(String objectType, String referenceProperty) {
    List<String> references =
        IntStream.range(0, MOST).mapToObj(n -> mark + n).collect(Collectors.toList());
    List.of("c", "p", "a").forEach(key -> references.add(mark + key));
    Set<String> ids = new LinkedHashSet<>(made.getOrDefault(objectType, Set.of()));
    client
        .objects(objectType)
        .read(BatchRead.by(referenceProperty, references, List.of()), false)
        .stream()
        .map(HubSpotObject::id)
        .forEach(ids::add);
    try {
      client.objects(objectType).archive(new ArrayList<>(ids));
    } catch (PasserelleException e) {
      System.out.println("left behind: " + objectType + " " + ids + ", " + e.code());
    }
    made.remove(objectType);
  }

  @Override
  public void close() {
    client.close();
  }
}
