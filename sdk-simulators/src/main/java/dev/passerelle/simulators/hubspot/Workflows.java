package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Automations of the account that write right after a change, with their own source. */
final class Workflows {
  /** A guard against automations that set each other off for ever. */
  private static final int DEEPEST = 5;

  private record Rule(
      ObjectType type, String property, Function<RecordState, Map<String, String>> values) {
    boolean fits(Change change) {
      return change.after().type().equals(type) && change.properties().contains(property);
    }
  }

  /** What an automation is about to write. */
  interface Reaction {
    Map<String, String> values(RecordState state);
  }

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  void add(ObjectType type, String property, Function<RecordState, Map<String, String>> values) {
    rules.add(new Rule(type, property, values));
  }

  void clear() {
    rules.clear();
  }

  List<Reaction> reactions(Change change, int depth) {
    List<Reaction> reactions = new ArrayList<>();
    if (depth < DEEPEST && change.kind() != Change.Kind.ASSOCIATION_CHANGE) {
      for (Rule rule : rules) {
        if (rule.fits(change)) {
          reactions.add(rule.values::apply);
        }
      }
    }
    return reactions;
  }
}
