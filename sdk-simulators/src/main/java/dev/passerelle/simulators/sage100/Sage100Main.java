package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.SimulatedClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts a company as a program of its own, until the process ends. Options are {@code name=value}:
 *
 * <ul>
 *   <li>{@code database} – default NEGOCE971
 *   <li>{@code data} – directory with the CSV files
 *   <li>{@code imports} – directory for import files, looked at every second
 *   <li>{@code zone} – default America/Guadeloupe
 *   <li>{@code clock} – {@code real}, or the local time at which a settable clock stands
 *   <li>{@code stamps} – datetime or smalldatetime; {@code schema} – recent or old
 *   <li>{@code key} – the agent's key, default {@code passerelle}
 *   <li>{@code agentPort}, {@code sqlPort} – default any free one
 * </ul>
 *
 * It prints the addresses as {@code name=value} lines, then {@code ready}.
 */
public final class Sage100Main {
  private Sage100Main() {}

  /** Starts it. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> options = options(arguments);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (Sage100Simulator sage = start(options)) {
      if (options.containsKey("imports")) {
        timer.scheduleWithFixedDelay(() -> importFiles(sage), 1, 1, TimeUnit.SECONDS);
      }
      print(sage, System.out);
      new CountDownLatch(1).await();
    } finally {
      timer.shutdownNow();
    }
  }

  private static void importFiles(Sage100Simulator sage) {
    try {
      sage.imports().run();
    } catch (RuntimeException e) {
      // Thrown on, it would end the scheduled task without a word.
      System.err.println("import: " + e);
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not name=value: " + argument);
      }
      options.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return options;
  }

  static Sage100Simulator start(Map<String, String> options) {
    ZoneId zone = ZoneId.of(options.getOrDefault("zone", "America/Guadeloupe"));
    Sage100Simulator.Builder builder =
        Sage100Simulator.builder(
                options.getOrDefault("database", "NEGOCE971"),
                clock(options.getOrDefault("clock", "2026-03-16T08:00"), zone))
            .zone(zone)
            .variant(variant(options))
            .agentPort(Integer.parseInt(options.getOrDefault("agentPort", "0")))
            .sqlPort(Integer.parseInt(options.getOrDefault("sqlPort", "0")));
    if (options.containsKey("data")) {
      builder.data(Path.of(options.getOrDefault("data", "")));
    }
    if (options.containsKey("imports")) {
      builder.importDirectory(Path.of(options.getOrDefault("imports", "")));
    }
    Sage100Simulator sage = builder.start();
    sage.agent().allow(options.getOrDefault("key", "passerelle"), true);
    return sage;
  }

  private static Clock clock(String text, ZoneId zone) {
    return text.equals("real")
        ? Clock.system(zone)
        : SimulatedClock.at(LocalDateTime.parse(text).atZone(zone).toInstant());
  }

  private static Variant variant(Map<String, String> options) {
    Variant variant =
        options.getOrDefault("schema", "recent").equals("old") ? Variant.OLD : Variant.RECENT;
    return options.containsKey("stamps")
        ? variant.with(Stamps.valueOf(options.getOrDefault("stamps", "").toUpperCase(Locale.ROOT)))
        : variant;
  }

  static void print(Sage100Simulator sage, PrintStream out) {
    out.println("agent=" + sage.agentUrl());
    out.println("control=" + sage.agentUrl() + "/__control");
    out.println("jdbc=" + sage.jdbcUrl());
    out.println("user=" + sage.sqlUser());
    out.println("password=" + sage.sqlPassword());
    out.println("ready");
    out.flush();
  }
}
