package dev.passerelle.samples;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Whose data a directory holds: {@code company.properties}.
 *
 * @param data the directory
 * @param database the name of the Sage database
 * @param zone of its business dates
 * @param start moment of the first run, in the zone
 * @param excluded codes of customers that stay in the ERP
 * @param counts expected counts of the first run, by flow
 */
record Company(
    Path data,
    String database,
    ZoneId zone,
    LocalDateTime start,
    Set<String> excluded,
    Properties counts) {

  static Company read(Path data) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("company.properties"))) {
      settings.load(reader);
    }
    return new Company(
        data,
        settings.getProperty("database", "NEGOCE971"),
        ZoneId.of(settings.getProperty("zone", "America/Guadeloupe")),
        LocalDateTime.parse(settings.getProperty("start", "2026-03-16T08:00")),
        Set.copyOf(Arrays.asList(settings.getProperty("excluded", "").split(" ", -1))),
        settings);
  }

  Instant at(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  Path file(String name) {
    return data.resolve(name);
  }

  /** Created, updated, skipped, warnings, errors; empty where nothing is expected. */
  List<Long> expected(String flow) {
    String line = counts.getProperty(flow, "");
    return line.isEmpty()
        ? List.of()
        : Arrays.stream(line.split(" ", -1)).map(Long::valueOf).toList();
  }
}
