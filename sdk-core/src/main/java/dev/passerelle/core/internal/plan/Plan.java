package dev.passerelle.core.internal.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done for one link. The order of everything in it is that of flows and bindings.
 *
 * @param writes at most one per system; none for a system with refusals
 * @param moves bases of fields that were decided without writing, by flow
 * @param reviews fields on which a person must look
 * @param notices what to tell
 * @param needs fields that wait; a create that lacks one is not among the writes
 * @param refusals why a side is not written
 * @param unread systems whose base does not suffice: read them and plan again. When not empty,
 *     nothing else is in the plan
 */
public record Plan(
    List<SideWrite> writes,
    Map<String, BaseMoves> moves,
    List<Review> reviews,
    List<Notice> notices,
    List<Need> needs,
    List<Refusal> refusals,
    Set<String> unread) {

  /** Copies. */
  public Plan {
    writes = List.copyOf(writes);
    moves = Collections.unmodifiableMap(new LinkedHashMap<>(moves));
    reviews = List.copyOf(reviews);
    notices = List.copyOf(notices);
    needs = List.copyOf(needs);
    refusals = List.copyOf(refusals);
    unread = Collections.unmodifiableSet(new LinkedHashSet<>(unread));
  }

  /** A system's write. */
  public Optional<SideWrite> write(String system) {
    for (SideWrite write : writes) {
      if (write.system().equals(system)) {
        return Optional.of(write);
      }
    }
    return Optional.empty();
  }

  /** The bases that move in a flow without a write. */
  public BaseMoves movesOf(String flow) {
    return moves.getOrDefault(flow, BaseMoves.none());
  }

  /** Whether there is nothing to do and nothing to tell. */
  public boolean isEmpty() {
    return writes.isEmpty()
        && moves.isEmpty()
        && reviews.isEmpty()
        && notices.isEmpty()
        && needs.isEmpty()
        && refusals.isEmpty()
        && unread.isEmpty();
  }
}
