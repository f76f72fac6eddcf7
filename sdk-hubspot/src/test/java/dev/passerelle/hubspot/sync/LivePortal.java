package dev.passerelle.hubspot.sync;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.Pause;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

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

  private static final long BEGUN = Instant.now().getEpochSecond();
  private static final String RUN = Long.toString(BEGUN, 36);

  final String mark = "PASSERELLE-TEST-" + RUN + "-";
  final HubSpotSettings settings;
  final HubSpotClient client;
  private final Map<String, Set<String>> made = new LinkedHashMap<>();

  LivePortal() {
    HubSpotSettings.Builder builder =
        HubSpotSettings.builder(HubSpotCredentials.token(() -> token().orElseThrow()))
            .overlap(OVERLAP);
    property("hubspot.url").ifPresent(builder::baseUrl);
    settings = builder.build();
    client = settings.newClient();
    if (property("hubspot.setup").filter("true"::equals).isPresent()) {
      HubSpotSetup.apply(client, settings);
    }
  }

  private static Optional<String> token() {
    return property("hubspot.token").or(() -> Optional.ofNullable(System.getenv("HUBSPOT_TOKEN")));
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isBlank());
  }

  /** Says on the console why nothing is run. */
  static final class Given implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (token().isPresent()) {
        return ConditionEvaluationResult.enabled("a real account is named");
      }
      String reason =
          context.getDisplayName()
              + " skipped: no real account is named; give -Dhubspot.token or HUBSPOT_TOKEN";
      System.out.println(reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }

  /** A number of 14 digits that no other run gives. */
  String number(int n) {
    return BEGUN + "%04d".formatted(n);
  }

  /** A record that must not stay. */
  void remember(String objectType, String id) {
    made.computeIfAbsent(objectType, type -> new LinkedHashSet<>()).add(id);
  }

  void sleep(Duration time) {
    try {
      Pause.sleeping().await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
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
