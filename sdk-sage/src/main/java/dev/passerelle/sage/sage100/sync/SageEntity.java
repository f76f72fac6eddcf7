package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ChangeSource;
import java.util.Collection;
import java.util.List;

/**
 * How one entity type is read from Sage; the feed, the adapter and the writers are the same for
 * all.
 */
interface SageEntity {

  /** Fields, keys and shape; capabilities of writing are added by the adapter's writer. */
  AdapterDescriptor.Builder describe();

  /** The tables whose rows move this type's values. */
  List<ChangeSource> sources();

  /** A digest of what moves all records without a row that shows it; empty for nothing. */
  String digest();

  /** Whether values change with the date. */
  boolean dated();

  /** The records behind the keys of changed rows; keys of other things are left out. */
  List<RecordId> ids(Collection<String> keys);

  /** The next records in the order of cbMarq, without their values. */
  Listing keys(long after, int limit);

  /** The next records in the order of cbMarq, with their values. */
  Listing list(long after, int limit);

  /** One answer per id. */
  List<Lookup> read(Collection<RecordId> ids);

  /** Records by natural key; the key is one that {@link #describe()} names. */
  List<Snapshot> find(Field<?> key, Collection<?> values);

  /**
   * A part of a list.
   *
   * @param changes the records
   * @param last the cbMarq of the last one
   */
  record Listing(List<Change> changes, long last) {}
}
