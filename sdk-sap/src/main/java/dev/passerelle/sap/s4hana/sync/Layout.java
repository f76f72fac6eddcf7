package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a type is made of, whatever is selected.
 *
 * @param always paths that are read in any case
 * @param stamps how changes show, the one of the latest change first; none for what is only listed
 * @param member whether a row is one of these records at all
 * @param dormant which records are put away
 * @param findBy fields to find records by, with how
 * @param can what may be offered; creates need the reference's property besides
 * @param reference the property of our reference; empty where nothing is created
 * @param referenceLength the longest reference
 * @param page the most records of a page
 * @param extras what is read beside the records' own set
 * @param scans further ways in which changes show
 * @param completion what a new record needs beside its fields
 * @param life puts an archive or a restore into a change
 * @param listed which records a list and the changes show; all can be read by id
 * @param after what is done after the record itself was written
 */
record Layout(
    EntityType type,
    Source source,
    Set<String> always,
    List<Stamped> stamps,
    Predicate<S4Record> member,
    Predicate<S4Record> dormant,
    Map<Field<?>, Finder> findBy,
    Set<Capability> can,
    String reference,
    int referenceLength,
    int page,
    Extras extras,
    List<Scan> scans,
    Completion completion,
    BiConsumer<Body, Life> life,
    Predicate<S4Record> listed,
    After after) {

  /** What lies in other records and is written after the record; repeating it changes nothing. */
  @FunctionalInterface
  interface After {
    /** Nothing. */
    After NONE = (number, body) -> {};

    void run(String number, Body body);

    /** Whether a record was made and what comes after it was not: something sent is blank. */
    default boolean isMissing(Fields sent, Fields kept) {
      return false;
    }
  }

  /**
   * A stamp of the records' own set.
   *
   * @param filter which records it tells about; null for all
   */
  record Stamped(Stamp stamp, @Nullable ODataFilter filter) {}

  static Builder of(EntityType type, Source source) {
    return new Builder(type, source);
  }

  /** Builds a {@link Layout}. Not thread-safe. */
  static final class Builder {
    private final EntityType type;
    private final Source source;
    private final Set<String> always = new LinkedHashSet<>();
    private final List<Stamped> stamps = new java.util.ArrayList<>();
    private Predicate<S4Record> member = row -> true;
    private Predicate<S4Record> dormant = row -> false;
    private final Map<Field<?>, Finder> findBy = new LinkedHashMap<>();
    private Set<Capability> can = Set.of(Capability.LIST);
    private String reference = "";
    private int referenceLength = 190;
    private int page = 200;
    private Extras extras = Extras.NONE;
    private List<Scan> scans = List.of();
    private Completion completion = Completion.NONE;
    private BiConsumer<Body, Life> life = (body, state) -> {};
    private Predicate<S4Record> listed = row -> true;
    private After after = After.NONE;

    private Builder(EntityType type, Source source) {
      this.type = type;
      this.source = source;
    }

    Builder always(String... paths) {
      always.addAll(List.of(paths));
      return this;
    }

    Builder stamp(Stamp stamp) {
      stamps.add(new Stamped(stamp, null));
      return this;
    }

    /** For records without the first stamp: it is blank until somebody changes them. */
    Builder created(Stamp stamp) {
      String changed = stamps.get(0).stamp().first();
      stamps.add(new Stamped(stamp, ODataFilter.eq(changed, null)));
      return this;
    }

    Builder member(Predicate<S4Record> test) {
      member = test;
      return this;
    }

    Builder dormant(Predicate<S4Record> test) {
      dormant = test;
      return this;
    }

    Builder findBy(Field<?> field, Finder finder) {
      findBy.put(field, finder);
      return this;
    }

    Builder can(Set<Capability> capabilities) {
      can = capabilities;
      return this;
    }

    Builder reference(String property, int length) {
      reference = property;
      referenceLength = length;
      return this;
    }

    Builder page(int records) {
      page = records;
      return this;
    }

    Builder extras(Extras more) {
      extras = more;
      return this;
    }

    Builder scans(List<Scan> more) {
      scans = more;
      return this;
    }

    Builder completion(Completion more) {
      completion = more;
      return this;
    }

    Builder life(BiConsumer<Body, Life> writing) {
      life = writing;
      return this;
    }

    Builder listed(Predicate<S4Record> test) {
      listed = test;
      return this;
    }

    Builder after(After more) {
      after = more;
      return this;
    }

    Layout build() {
      return new Layout(
          type,
          source,
          Set.copyOf(always),
          List.copyOf(stamps),
          member,
          dormant,
          findBy,
          can,
          reference,
          referenceLength,
          page,
          extras,
          scans,
          completion,
          life,
          listed,
          after);
    }
  }
}
