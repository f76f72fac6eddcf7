package dev.passerelle.samples;

import dev.passerelle.simulators.hubspot.HubSpotRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures that are expected after each event, {@code expected-events.csv}. */
final class NegoceFigures {
  private final NegoceWorld world;
  private final List<Csv.Line> lines;

  NegoceFigures(NegoceWorld world) throws IOException {
    this.world = world;
    this.lines = Csv.read(world.company().file("expected-events.csv"));
  }

  /** What differs after an event; empty if nothing does. */
  List<String> differences(int event) {
    List<String> differences = new ArrayList<>();
    for (Csv.Line line : lines) {
      if (line.get("n").equals(Integer.toString(event))) {
        String is = value(line.get("where"), line.get("key"), line.get("what"));
        if (!same(line.get("value"), is)) {
          differences.add(
              line.get("key")
                  + "."
                  + line.get("what")
                  + ": expected "
                  + line.get("value")
                  + ", is "
                  + is);
        }
      }
    }
    return differences;
  }

  /** How many figures an event has. */
  long count(int event) {
    return lines.stream().filter(line -> line.get("n").equals(Integer.toString(event))).count();
  }

  private String value(String where, String key, String what) {
    return switch (where) {
      case "company" -> property(world.companyOf(key), what);
      case "quote" -> property(world.quote(key), what);
      case "deal" -> property(world.deal(key), what);
      case "customer" -> world.sage("SELECT " + what + " FROM F_COMPTET WHERE CT_Num = ?", key);
      case "orders" ->
          world.sage("SELECT COUNT(DISTINCT DO_Piece) FROM F_DOCENTETE WHERE DO_NoWeb = ?", key);
      default -> throw new IllegalArgumentException("expected-events.csv: where " + where);
    };
  }

  private static String property(Optional<HubSpotRecord> record, String name) {
    return record.flatMap(found -> found.value(name)).orElse("");
  }

  /** Whether two texts say the same, numbers by their value. */
  static boolean same(String expected, String is) {
    if (expected.matches("-?\\d+\\.\\d+") && is.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(expected).compareTo(new BigDecimal(is)) == 0;
    }
    return expected.equals(is);
  }

  /** The names of the properties that differ. */
  static List<String> changed(Map<String, String> before, Map<String, String> after) {
    List<String> names = new ArrayList<>();
    after.forEach(
        (name, value) -> {
          if (!value.equals(before.get(name))) {
            names.add(name);
          }
        });
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(names::add);
    return names.stream().sorted().toList();
  }
}
