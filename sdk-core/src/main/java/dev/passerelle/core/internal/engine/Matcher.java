package dev.passerelle.core.internal.engine;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Likeness;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.MatchKey.Taken;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the counterpart of a record without a link: stored reference, then match keys in order,
 * then a like name (L8). Works on the match index only; changes nothing.
 */
final class Matcher {
  private final Tx tx;
  private final Pairing pairing;
  private final Side side;
  private final Snapshot record;
  private final boolean demanded;
  private final Map<String, Set<String>> keys;

  Matcher(
      Tx tx,
      Pairing pairing,
      Side side,
      Snapshot record,
      boolean demanded,
      Map<String, Set<String>> keys) {
    this.tx = tx;
    this.pairing = pairing;
    this.side = side;
    this.record = record;
    this.demanded = demanded;
    this.keys = keys;
  }

  MatchOutcome match() {
    Optional<MatchOutcome> found = byReference();
    for (MatchKey key : pairing.host().matchKeys()) {
      found = found.or(() -> byKey(key));
    }
    return found.orElseGet(this::none);
  }

  private Set<String> values(String name) {
    return keys.getOrDefault(name, Set.of());
  }

  private Set<RecordId> others(String name, Set<String> wanted) {
    return tx.matchIndex().withKeys(pairing.key(), side.other(), name, wanted);
  }

  private Optional<MatchOutcome> byReference() {
    Set<RecordId> candidates = new TreeSet<>(others(MatchKeys.OWN, values(MatchKeys.STORED)));
    candidates.addAll(others(MatchKeys.STORED, values(MatchKeys.OWN)));
    if (candidates.size() > 1) {
      return Optional.of(review(ErrorCode.CONFLICT, "reference", candidates));
    }
    return candidates.stream()
        .findFirst()
        .map(
            candidate ->
                linkOf(candidate).filter(link -> !awaits(link)).isEmpty()
                    ? new MatchOutcome.Couple(candidate, "reference")
                    : review(ErrorCode.KEY_TAKEN, "reference", candidates));
  }

  /** Whether a link waits for its record of this side to be created: this one is it. */
  private boolean awaits(Link link) {
    return link.state() == Link.State.PENDING_CREATE && link.on(side).isEmpty();
  }

  private Optional<Link> linkOf(RecordId candidate) {
    return tx.links().live(pairing.key(), side.other(), candidate);
  }

  private Optional<MatchOutcome> byKey(MatchKey key) {
    Set<RecordId> candidates = others(key.name(), values(key.name()));
    candidates.removeIf(candidate -> contradicts(candidate, key) || uncoupled(candidate));
    Set<RecordId> free = new LinkedHashSet<>(candidates);
    free.removeIf(candidate -> linkOf(candidate).isPresent());
    if (free.size() > 1) {
      return Optional.of(review(ErrorCode.MATCH_AMBIGUOUS, key.name(), free));
    }
    if (free.size() == 1) {
      RecordId candidate = free.iterator().next();
      return belongsToBetter(candidate, key)
          ? Optional.empty()
          : Optional.of(new MatchOutcome.Couple(candidate, key.name()));
    }
    return candidates.isEmpty() ? byClaim(key) : taken(key, candidates);
  }

  /** A candidate whose value of a stronger key differs is none. */
  private boolean contradicts(RecordId candidate, MatchKey key) {
    Map<String, Set<String>> theirs =
        tx.matchIndex().keysOf(pairing.key(), side.other(), candidate);
    for (MatchKey stronger : pairing.host().matchKeys()) {
      if (stronger.name().equals(key.name())) {
        return false;
      }
      Set<String> mine = values(stronger.name());
      Set<String> other = theirs.getOrDefault(stronger.name(), Set.of());
      if (!mine.isEmpty() && !other.isEmpty() && mine.stream().noneMatch(other::contains)) {
        return true;
      }
    }
    return false;
  }

  private boolean uncoupled(RecordId candidate) {
    return tx.links().all(pairing.key(), side, record.id()).stream()
        .anyMatch(
            link ->
                link.state() == Link.State.UNCOUPLED
                    && link.on(side.other()).filter(candidate::equals).isPresent());
  }

  /** Whether another free record of this side matches the candidate by a stronger key. */
  private boolean belongsToBetter(RecordId candidate, MatchKey key) {
    Map<String, Set<String>> theirs =
        tx.matchIndex().keysOf(pairing.key(), side.other(), candidate);
    Set<String> stored = theirs.getOrDefault(MatchKeys.STORED, Set.of());
    if (hasFreeRival(MatchKeys.OWN, stored)) {
      return true;
    }
    for (MatchKey stronger : pairing.host().matchKeys()) {
      if (stronger.name().equals(key.name())) {
        return false;
      }
      if (hasFreeRival(stronger.name(), theirs.getOrDefault(stronger.name(), Set.of()))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasFreeRival(String name, Set<String> wanted) {
    return wanted.stream()
        .flatMap(value -> tx.matchIndex().withKey(pairing.key(), side, name, value).stream())
        .filter(id -> !id.equals(record.id()))
        .anyMatch(id -> tx.links().live(pairing.key(), side, id).isEmpty());
  }

  private Optional<MatchOutcome> byClaim(MatchKey key) {
    for (String value : new TreeSet<>(values(key.name()))) {
      Optional<Link> claimant =
          tx.matchIndex()
              .claimant(pairing.key(), Side.LEFT, key.name(), value)
              .flatMap(id -> tx.links().find(id))
              .filter(link -> link.state() == Link.State.PENDING_CREATE);
      if (claimant.isPresent()) {
        return claimed(key, claimant.get());
      }
    }
    return Optional.empty();
  }

  private Optional<MatchOutcome> claimed(MatchKey key, Link claimant) {
    boolean ownSide = claimant.origin().equals(side.name());
    if (!ownSide || key.taken() == Taken.ALIAS) {
      return Optional.of(new MatchOutcome.Await(claimant));
    }
    return key.taken() == Taken.NEXT
        ? Optional.empty()
        : Optional.of(review(ErrorCode.KEY_TAKEN, key.name(), Set.of()));
  }

  private Optional<MatchOutcome> taken(MatchKey key, Set<RecordId> candidates) {
    return switch (key.taken()) {
      case NEXT -> Optional.empty();
      case REVIEW -> Optional.of(review(ErrorCode.KEY_TAKEN, key.name(), candidates));
      case ALIAS ->
          linkOf(candidates.iterator().next())
              .map(link -> new MatchOutcome.Alias(link, key.name()));
    };
  }

  private MatchOutcome none() {
    Creates creates = pairing.host().creates(pairing.system(side.other()));
    boolean wanted =
        creates.when() == Creates.When.ALWAYS
            || (creates.when() == Creates.When.ON_DEMAND && demanded);
    if (!wanted) {
      return new MatchOutcome.Nothing();
    }
    if (!creates.allows(record.fields())) {
      return new MatchOutcome.LeftOut(
          creates.notice().stream().map(code -> Notice.of(code, "", Map.of())).toList());
    }
    Set<RecordId> like = like();
    if (!like.isEmpty() && pairing.host().likeness() == Likeness.REVIEW) {
      return review(ErrorCode.POSSIBLE_DUPLICATE, "name", like);
    }
    return new MatchOutcome.Create(
        pairing.host().likeness() == Likeness.NOTICE ? notices(like) : List.of());
  }

  private Set<RecordId> like() {
    Set<RecordId> found = new TreeSet<>();
    if (pairing.host().likeness() == Likeness.IGNORE) {
      return found;
    }
    for (String name : values(MatchKeys.LIKE)) {
      String first = name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
      tx.matchIndex()
          .withPrefix(pairing.key(), side.other(), MatchKeys.LIKE, first)
          .forEach(
              (id, other) -> {
                if (Names.alike(name, other)) {
                  found.add(id);
                }
              });
    }
    found.removeIf(candidate -> linkOf(candidate).isPresent());
    return found;
  }

  private static List<Notice> notices(Set<RecordId> like) {
    List<Notice> notices = new ArrayList<>();
    like.forEach(
        id ->
            notices.add(
                Notice.of(
                    ErrorCode.POSSIBLE_DUPLICATE,
                    "(" + id + ")",
                    Map.of("candidate", id.value()))));
    return notices;
  }

  private MatchOutcome.Review review(ErrorCode code, String key, Set<RecordId> candidates) {
    List<String> ids = candidates.stream().map(RecordId::value).toList();
    return new MatchOutcome.Review(
        ErrorDetail.of(code)
            .system(pairing.system(side))
            .entity(record.type().name())
            .record(record.id().value())
            .figure("key", key)
            .figure("candidates", String.join(", ", ids))
            .build());
  }
}
