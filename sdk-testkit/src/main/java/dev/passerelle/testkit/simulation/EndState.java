package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Row;
import dev.passerelle.testkit.InMemorySystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What both systems and the engine hold at rest, line by line: records, links, bases, documents,
 * what waits, and what is still open. Records that the engine made go by their reference, because
 * the ids that a system gives depend on the order of requests. Instants are left out.
 */
final class EndState {
  private final World world;
  private final Names names;
  private final SortedMap<String, String> lines = new TreeMap<>();

  private EndState(World world, Names names) {
    this.world = world;
    this.names = names;
  }

  static EndState of(World world, Names names) {
    EndState state = new EndState(world, names);
    for (InMemorySystem system : world.systems()) {
      system.types().forEach(type -> state.records(system, type));
    }
    state.linksAndBases();
    state.documents();
    state.open();
    return state;
  }

  private void records(InMemorySystem system, EntityType type) {
    // A facet has no ids of its own: it is shown under those of its host.
    EntityType host = type.recordType();
    for (RecordId id : system.user(host).ids()) {
      system
          .user(type)
          .fields(id)
          .ifPresent(
              fields ->
                  lines.put(
                      system.name() + " " + type + " " + names.of(system.name(), host, id.value()),
                      life(system, host, id) + " " + text(system.name(), fields)));
    }
  }

  private static String life(InMemorySystem system, EntityType type, RecordId id) {
    return system.user(type).life(id).map(Enum::name).orElse("");
  }

  private String text(String system, Fields fields) {
    Map<String, Object> shown = new TreeMap<>();
    fields.without(List.of(CustomerBalance.AS_OF)).toJson().forEach((k, v) -> shown.put(k, "" + v));
    return names.in(system, shown.toString());
  }

  private void linksAndBases() {
    Map<String, String> links = new HashMap<>();
    Map<String, String> lefts = new HashMap<>();
    for (Row link : world.rows("link")) {
      String[] feeds = link.text("pairing").split("\\|", -1);
      String left = names.ofFeed(feeds[0], link.optText("left_id").orElse(""));
      String right = names.ofFeed(feeds[1], link.optText("right_id").orElse(""));
      String name = feeds[0] + " " + left + " | " + feeds[1] + " " + right;
      links.put(link.text("link"), name);
      lefts.put(link.text("link"), feeds[0].substring(0, feeds[0].indexOf('/')));
      add("link " + name, link.text("state"));
    }
    for (Row base : world.rows("base")) {
      String link = base.text("link");
      String left = lefts.getOrDefault(link, "");
      String right = left.equals("erp") ? "crm" : "erp";
      add(
          "base " + base.text("flow") + " " + links.getOrDefault(link, "of no link"),
          names.in(left, base.text("left_json"))
              + " | "
              + names.in(right, base.text("right_json")));
    }
  }

  private void documents() {
    for (Row document : world.rows("document")) {
      String target = names.ofFeed("erp/sales_order", document.optText("target_id").orElse(""));
      add(
          "document " + document.text("flow") + " " + document.text("id"),
          document.text("state") + " " + document.number("generation") + " " + target);
    }
  }

  private void open() {
    for (Row entry : world.rows("waiting")) {
      String record = entry.text("feed") + " " + names.ofFeed(entry.text("feed"), entry.text("id"));
      add(
          "waiting " + record + " " + entry.text("topic"),
          entry.text("kind") + " " + entry.text("code"));
    }
    for (Row seen : world.rows("observation")) {
      String record = seen.text("feed") + " " + names.ofFeed(seen.text("feed"), seen.text("id"));
      add("observation " + record, seen.text("state"));
    }
    for (Row intent : world.rows("intent")) {
      add("intent " + intent.text("feed") + " " + intent.text("operation"), intent.text("state"));
    }
  }

  private void add(String what, String value) {
    lines.merge(what, value, (one, two) -> one + "; " + two);
  }

  /** What is different in another state, in words. */
  List<String> differences(EndState other) {
    List<String> found = new ArrayList<>();
    SortedMap<String, String> all = new TreeMap<>(lines);
    all.putAll(other.lines);
    for (String line : all.keySet()) {
      String here = lines.getOrDefault(line, "nothing");
      String there = other.lines.getOrDefault(line, "nothing");
      if (!here.equals(there)) {
        found.add(line + ": " + here + " became " + there);
      }
    }
    return found;
  }
}
