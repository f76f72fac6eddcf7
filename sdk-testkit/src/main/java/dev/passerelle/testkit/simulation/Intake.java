package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.state.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Positions move by compare-and-set only, and never past a change that is not durable: of each
 * record on the page before the new position there is an observation, or what it showed is known
 * (invariant 5, L1, always).
 */
final class Intake implements Oracle, Watcher {
  private final World world;
  private final Map<String, ChangePage> pages = new HashMap<>();
  private final Map<String, String> positions = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();

  Intake(World world) {
    this.world = world;
  }

  @Override
  public void shown(String node, String system, EntityType type, ChangePage page) {
    pages.put(node + " " + system + "/" + type.name(), page);
  }

  @Override
  public void committed(String node, List<Mutation> mutations) {
    for (Mutation mutation : mutations) {
      if (mutation.in("feed")) {
        Row row = mutation.row();
        if (row == null || mutation.kind() == Mutation.Kind.UPSERT) {
          breaches.add(node + " moved a feed without compare-and-set: " + mutation.kind());
        } else {
          moved(node, row);
        }
      }
    }
  }

  private void moved(String node, Row feed) {
    String key = feed.text("feed");
    Optional<String> position = feed.optText("position");
    String before = positions.put(key, position.orElse(""));
    ChangePage page = pages.get(node + " " + key);
    boolean moved = position.isPresent() && !position.get().equals(before);
    if (moved && page != null && page.next().value().equals(position.get())) {
      Map<String, Change> latest = new LinkedHashMap<>();
      page.changes().forEach(change -> latest.put(change.id().value(), change));
      latest.values().stream()
          .filter(change -> !isKept(key, change))
          .forEach(
              change ->
                  breaches.add(
                      "the position of "
                          + key
                          + " is past "
                          + change.id()
                          + ", which is not kept"));
    }
  }

  private boolean isKept(String feed, Change change) {
    String id = change.id().value();
    if (world.row("observation", feed, id).isPresent()) {
      return true;
    }
    Optional<String> revision = change.shown().map(Snapshot::revision).flatMap(shown -> shown);
    return revision.isPresent()
        && world.row("record", feed, id).flatMap(row -> row.optText("revision")).equals(revision);
  }

  @Override
  public void judge(World current, List<Effect> fresh, Consumer<String> breach) {
    breaches.forEach(breach);
    breaches.clear();
  }
}
