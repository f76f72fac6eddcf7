package dev.passerelle.benchmarks;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A system in memory that costs as little as a system can, so that what is measured is what stands
 * before it: a record that nobody changed is made from its number when it is asked for, and changes
 * are shown in the order in which they happened, each once, unless {@link #repeat} shows one again.
 * What an adapter writes is not shown as a change. Counts calls. Not thread-safe: one engine, or
 * one route, at a time.
 */
public final class LeanSystem {

  /** A change that a user made: which record, and the version that it has since. */
  private record Entry(int number, int version) {}

  /** A record that is no longer as it was made, or that was created. */
  private record Kept(Fields fields, int version) {}

  private final String name;
  private final EntityType type;
  private final List<Field<?>> offered;
  private final IntFunction<Fields> made;
  private final Map<Integer, Kept> kept = new HashMap<>();
  private final Map<String, Integer> references = new HashMap<>();
  private final List<Entry> feed = new ArrayList<>();
  private int size;
  private boolean reachable = true;
  private @Nullable Duration rescan;
  long pages;
  long reads;
  long writeCalls;
  long written;

  /**
   * A system of {@code size} records.
   *
   * @param offered the fields that its records have
   * @param made the record of a number, from 0 on, before anybody changes it
   */
  public LeanSystem(
      String name, EntityType type, List<Field<?>> offered, int size, IntFunction<Fields> made) {
    this.name = name;
    this.type = type;
    this.offered = List.copyOf(offered);
    this.size = size;
    this.made = made;
  }

  /** Asks to be listed as a whole at an interval; to be said before it is connected. */
  public LeanSystem rescan(Duration interval) {
    rescan = interval;
    return this;
  }

  /** A connector to it, which is its only adapter too. */
  public Connector connector() {
    return new LeanConnector(this, adapter());
  }

  /** The adapter alone, for a peer. */
  public LeanAdapter adapter() {
    return new LeanAdapter(this);
  }

  /** A user changes a record. */
  public void edit(int number, Fields changes) {
    drift(number, changes);
    feed.add(new Entry(number, kept(number).version()));
  }

  /** A user enters a record; gives back its number. */
  public int add(Fields fields) {
    int number = size++;
    kept.put(number, new Kept(fields, 1));
    feed.add(new Entry(number, 1));
    return number;
  }

  /** A record is changed without a trace in the feed, as a restored backup does. */
  public void drift(int number, Fields changes) {
    Kept before = kept(number);
    kept.put(number, new Kept(before.fields().with(changes), before.version() + 1));
  }

  /** The feed shows an entry again, as an overlap does. */
  public void repeat(int entry) {
    feed.add(feed.get(entry));
  }

  /** From now on every call fails, or works again. */
  public void reachable(boolean yes) {
    reachable = yes;
  }

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** Pages of lists and changes that were read. */
  public long pages() {
    return pages;
  }

  /** Reads that were no pages: by id, and of the fate of writes. */
  public long otherReads() {
    return reads;
  }

  /** Calls that wrote. */
  public long writeCalls() {
    return writeCalls;
  }

  /** Records that were written. */
  public long written() {
    return written;
  }

  /** A record as it is now. */
  public Fields fields(int number) {
    return kept(number).fields();
  }

  String name() {
    return name;
  }

  EntityType type() {
    return type;
  }

  List<Field<?>> offered() {
    return offered;
  }

  Optional<Duration> rescan() {
    return Optional.ofNullable(rescan);
  }

  int entries() {
    return feed.size();
  }

  /** The record of an entry of the feed, as it is now. */
  Snapshot shown(int entry) {
    return snapshot(feed.get(entry).number());
  }

  Snapshot snapshot(int number) {
    Kept now = kept(number);
    return Snapshot.builder(type, RecordId.of(Integer.toString(number)), now.fields())
        .revision(Integer.toString(now.version()))
        .build();
  }

  private Kept kept(int number) {
    Kept found = kept.get(number);
    return found == null ? new Kept(made.apply(number), 0) : found;
  }

  /** Creates a record, or finds the one of this reference. */
  int create(String reference, Fields fields) {
    Integer known = references.get(reference);
    int number = known == null ? size++ : known;
    references.put(reference, number);
    kept.put(number, new Kept(fields, 1));
    written++;
    return number;
  }

  void change(int number, Fields changes) {
    drift(number, changes);
    written++;
  }

  @Nullable Integer byReference(String reference) {
    return references.get(reference);
  }

  void reach() {
    if (!reachable) {
      throw new SystemUnavailable(
          ErrorDetail.of(ErrorCode.SYSTEM_ERROR).system(name).httpStatus(503).build());
    }
  }
}
