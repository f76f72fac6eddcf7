package dev.passerelle.simulators.hubspot;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** The whole state of one account. Everything is guarded by one lock. */
final class Portal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Clock clock;
  final ObjectTypes types = new ObjectTypes();
  final PropertyCatalog catalog = new PropertyCatalog();
  final PropertyGroups groups = new PropertyGroups();
  final Normalisers normalisers = new Normalisers();
  final Workflows workflows = new Workflows();
  final Schemas schemas = new Schemas();
  final SearchIndex index = new SearchIndex();
  final EventLog events;
  final Directory directory;
  final Store store;
  final Locator locator;
  final AssociationTypes associationTypes = new AssociationTypes();
  final AssociationBook book = new AssociationBook();
  final RecordWriter writer;
  final AssociationWriter associations;
  final Merger merger;

  Portal(Clock clock, Account account, long firstId) {
    this.clock = clock;
    directory = new Directory(account);
    events = new EventLog(directory);
    store = new Store(catalog, firstId);
    locator = new Locator(store, catalog);
    PropertyChecks checks =
        new PropertyChecks(catalog, new ValueRules(directory), store, normalisers);
    writer =
        new RecordWriter(
            store,
            checks,
            new Calculated(directory),
            directory,
            new TotalRules(store, types, book));
    associations = new AssociationWriter(store, types, associationTypes, book);
    merger = new Merger(store, catalog, associations);
    StandardProperties.addTo(catalog, types);
  }

  /** Now, in the milliseconds that HubSpot keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  void clearRecords() {
    read(
        () -> {
          store.clear();
          book.clear();
          index.clear();
          return true;
        });
  }

  /** Reads while nothing changes. */
  <T> T read(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Carries out a group of changes, all or none, and then what follows from them. */
  <T> T transact(Source source, Function<Transaction, T> work) {
    return read(() -> transact(source, work, 0));
  }

  private <T> T transact(Source source, Function<Transaction, T> work, int depth) {
    Transaction tx = new Transaction(now(), source);
    T result;
    try {
      result = work.apply(tx);
    } catch (RuntimeException e) {
      tx.rollback();
      throw e;
    }
    tx.changes().forEach(this::publish);
    for (Change change : tx.changes()) {
      workflows.reactions(change, depth).forEach(each -> react(change, each, depth));
    }
    return result;
  }

  private void react(Change cause, Workflows.Reaction reaction, int depth) {
    transact(
        Source.workflow(),
        tx ->
            store
                .find(cause.after().type(), cause.after().id())
                .filter(each -> !each.archived())
                .map(each -> writer.update(tx, each, reaction.values(each))),
        depth + 1);
  }

  private void publish(Change change) {
    events.add(change);
    switch (change.kind()) {
      case ASSOCIATION_CHANGE -> {}
      case PRIVACY_DELETION -> index.gone(change.after(), change.at());
      case MERGE -> {
        index.changed(change.after(), change.at());
        change.absorbed().forEach(id -> index.gone(ghost(change, id), change.at()));
      }
      default -> index.changed(change.after(), change.at());
    }
  }

  private static RecordState ghost(Change merge, long id) {
    return RecordState.born(merge.after().type(), id, merge.at());
  }
}
