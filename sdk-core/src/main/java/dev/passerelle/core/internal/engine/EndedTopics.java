package dev.passerelle.core.internal.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.BaseMoves;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.internal.plan.Review;
import dev.passerelle.core.internal.plan.SideWrite;
import dev.passerelle.core.mapping.Binding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which fields of a case no longer need a person. */
final class EndedTopics {
  private EndedTopics() {}

  /**
   * Reviews of fields that both sides showed now, that were decided anew, and that no longer need a
   * person. A value that was not taken stays a person's business as long as nothing moves, and
   * until a new write of it is known to be done.
   */
  static Set<String> of(Tx tx, Case one, Feed feed, List<Review> reviews, Set<String> done) {
    Set<String> ended = new LinkedHashSet<>();
    if (!one.on(Side.LEFT).isWhole() || !one.on(Side.RIGHT).isWhole()) {
      return ended;
    }
    Set<String> open = new LinkedHashSet<>();
    reviews.forEach(review -> open.add(Bookkeeping.topic(review.flow(), review.binding())));
    one.on(Side.LEFT)
        .id()
        .ifPresent(
            id ->
                tx.waiting().of(feed, id).stream()
                    .map(item -> item.topic())
                    .filter(topic -> topic.contains("/") && !open.contains(topic))
                    .filter(topic -> decided(one, topic, done))
                    .forEach(ended::add));
    return ended;
  }

  private static boolean decided(Case one, String topic, Set<String> done) {
    for (RecordSync flow : one.pairing().flows()) {
      for (Binding<?, ?> binding : flow.mapping().bindings()) {
        if (Bookkeeping.topic(flow.name(), binding.name()).equals(topic)) {
          return decided(one.plan(), flow.name(), binding, done);
        }
      }
    }
    return true;
  }

  private static boolean decided(Plan plan, String flow, Binding<?, ?> binding, Set<String> done) {
    List<SideWrite> writes =
        plan.writes().stream().filter(write -> writes(write, flow, binding)).toList();
    if (!writes.isEmpty()) {
      return writes.stream().map(SideWrite::system).allMatch(done::contains);
    }
    BaseMoves moves = plan.movesOf(flow);
    return moves.left().has(binding.left()) || moves.right().has(binding.right());
  }

  private static boolean writes(SideWrite write, String flow, Binding<?, ?> binding) {
    return write.changes().stream()
        .anyMatch(c -> c.flow().equals(flow) && c.binding().equals(binding.name()));
  }
}
