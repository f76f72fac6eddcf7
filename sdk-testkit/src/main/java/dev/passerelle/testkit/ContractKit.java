package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a subclass of the contract supplies, and what the rules have in common. */
abstract class ContractKit {
  /** Small enough that a few records need several pages. */
  static final int PAGE = 2;

  private static final int ENDLESS = 1000;

  private final Set<Connector> connectors = new LinkedHashSet<>();
  private final TestIds keys = TestIds.of("w");
  private Connector connector;
  private Remote remote;
  private EntityAdapter adapter;

  /** The connector under test; may be asked for several times in one test, and is closed. */
  protected abstract Connector connector();

  /** The entity type under test. */
  protected abstract EntityType type();

  /** The system behind the connector, past it. */
  protected abstract Remote remote();

  /**
   * Values of the record number {@code n}, from 1: all fields that the test is to cover, valid,
   * another record for another number. For personal fields, texts that occur nowhere else.
   */
  protected abstract Fields sample(int n);

  /** The fields of record {@code n} that are changed, with their new values. */
  protected abstract Fields edited(int n);

  /** The fields that the adapter is asked for; default those of the samples. */
  protected Selection selection() {
    Set<Field<?>> fields = new LinkedHashSet<>(sample(1).keys());
    fields.addAll(edited(1).keys());
    customField().ifPresent(fields::add);
    fields.addAll(unknownOption().keys());
    return Selection.of(fields);
  }

  /** A field of the customer's own that the common model does not know (R6); default none. */
  protected Optional<Field<String>> customField() {
    return Optional.empty();
  }

  /** A field with a value outside the known options, which a user may enter (R6); default none. */
  protected Fields unknownOption() {
    return Fields.empty();
  }

  /** Values that the system keeps in another form than sent (W8); default the samples. */
  protected Fields rough(int n) {
    return sample(n);
  }

  /** A text for {@code field} that is longer than {@code limit}; default that many letters. */
  protected String overlong(Field<String> field, int limit) {
    return "x".repeat(limit + 1);
  }

  /** A reference for record {@code n} that the system can store. */
  protected String reference(int n) {
    return "PT:" + n;
  }

  /**
   * Whether a rule may be skipped because the remote lacks what it needs; a rule that does not
   * concern an adapter with these capabilities is skipped in any case. Default yes.
   *
   * @param rule {@code R1} and so on
   */
  protected boolean maySkip(String rule) {
    return true;
  }

  @BeforeEach
  final void openAdapter() {
    remote = remote();
    connector = connect();
    adapter = adapter(connector, selection());
  }

  @AfterEach
  final void closeConnectors() {
    connectors.forEach(Connector::close);
  }

  final Connector connect() {
    Connector opened = connector();
    connectors.add(opened);
    return opened;
  }

  final EntityAdapter adapter(Connector from, Selection selection) {
    return from.adapter(type(), selection)
        .orElseThrow(() -> new AssertionError("the connector offers no " + type()));
  }

  final EntityAdapter adapter() {
    return adapter;
  }

  final Connector current() {
    return connector;
  }

  final Remote system() {
    return remote;
  }

  final AdapterDescriptor descriptor() {
    return adapter.describe();
  }

  final void needs(Capability... capabilities) {
    for (Capability capability : capabilities) {
      if (!descriptor().can(capability)) {
        throw new NotApplicable("the adapter does not offer " + capability);
      }
    }
  }

  // ---------------------------------------------------------------- reading

  final List<RecordId> seed(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> system().create(sample(n))).toList();
  }

  /** What a sequence of pages showed: all changes, and where to go on. */
  record Seen(List<Change> changes, Position next) {
    List<RecordId> ids() {
      return changes.stream().map(Change::id).toList();
    }

    Optional<Change> last(RecordId id) {
      return changes.stream().filter(each -> each.id().equals(id)).reduce((a, b) -> b);
    }
  }

  /** Reads a list to its end; {@code between} runs after each page but the last. */
  final Seen list(int limit, Depth depth, Runnable between) {
    return pages(Position.START, between, position -> adapter.list(position, limit, depth));
  }

  final Seen list() {
    return list(100, Depth.FULL, () -> {});
  }

  final Seen changes(Position from, int limit, Runnable between) {
    return pages(from, between, position -> adapter.changesSince(position, limit));
  }

  private Seen pages(Position from, Runnable between, Function<Position, ChangePage> read) {
    List<Change> all = new ArrayList<>();
    Position position = from;
    for (int page = 0; page < ENDLESS; page++) {
      ChangePage answer = read.apply(position);
      all.addAll(answer.changes());
      if (answer.last()) {
        return new Seen(all, answer.next());
      }
      assertThat(answer.next()).as("a page that is not the last moves on").isNotEqualTo(position);
      position = answer.next();
      between.run();
    }
    return fail("no last page after %d pages", ENDLESS);
  }

  /** A position after everything so far. */
  final Position positionNow() {
    return descriptor().can(Capability.LIST)
        ? list().next()
        : changes(Position.START, 100, () -> {}).next();
  }

  /**
   * Reads changes while the declared overlap passes: what was committed before must be shown within
   * that time.
   */
  final Seen changesWithinOverlap(Position from) {
    Duration step = descriptor().overlap().dividedBy(4).plusSeconds(1);
    List<Change> all = new ArrayList<>();
    Position position = from;
    for (int round = 0; round < 5; round++) {
      Seen seen = changes(position, PAGE, () -> {});
      all.addAll(seen.changes());
      position = seen.next();
      system().advance(step);
    }
    return new Seen(all, position);
  }

  final Lookup lookup(RecordId id) {
    return lookup(adapter, id);
  }

  static Lookup lookup(EntityAdapter from, RecordId id) {
    List<Lookup> answers = from.read(List.of(id));
    assertThat(answers).as("one answer per id").hasSize(1);
    assertThat(answers.get(0).id()).isEqualTo(id);
    return answers.get(0);
  }

  final Snapshot found(RecordId id) {
    Lookup lookup = lookup(id);
    assertThat(lookup).as("record %s by id", id).isInstanceOf(Lookup.Found.class);
    Snapshot snapshot = ((Lookup.Found) lookup).snapshot();
    assertThat(snapshot.authoritative()).as("a read by id is authoritative").isTrue();
    return snapshot;
  }

  final Fields truth(RecordId id) {
    return system().fields(id).orElseThrow(() -> new AssertionError("no record " + id));
  }

  // ---------------------------------------------------------------- writing

  final String key() {
    return keys.get();
  }

  final Write.Create createOf(int n) {
    return new Write.Create(key(), reference(n), writable(sample(n)));
  }

  /** The fields that may be written at all. */
  final Fields writable(Fields fields) {
    return fields.without(
        fields.keys().stream().filter(field -> ruleOf(field).isReadOnly()).toList());
  }

  final <T> FieldRule<T> ruleOf(Field<T> field) {
    return descriptor()
        .rule(field)
        .orElseThrow(() -> new AssertionError("the descriptor has no rule for " + field));
  }

  /** One result per write: an answer that is missing, or lost with the whole call, is unknown. */
  final Map<String, WriteResult> send(Collection<? extends Write> writes) {
    Map<String, WriteResult> results = new HashMap<>();
    try {
      for (WriteResult result : adapter.write(List.copyOf(writes))) {
        assertThat(results.put(result.key(), result)).as("one outcome per write").isNull();
      }
    } catch (OutcomeUnknown unknown) {
      writes.forEach(write -> results.put(write.key(), unknown(write.key())));
    }
    assertThat(writes).extracting(Write::key).containsAll(results.keySet());
    writes.forEach(write -> results.computeIfAbsent(write.key(), ContractKit::unknown));
    return results;
  }

  private static WriteResult unknown(String key) {
    return new WriteResult.Unknown(key, ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).build());
  }

  final WriteResult send(Write write) {
    return send(List.of(write)).getOrDefault(write.key(), unknown(write.key()));
  }

  final WriteResult fate(Write write, WriteResult answer, Instant sentAt) {
    List<WriteResult> fates = adapter.fate(List.of(Results.ticket(write, answer, sentAt)));
    assertThat(fates).as("one fate per ticket").hasSize(1);
    assertThat(fates.get(0).key()).isEqualTo(write.key());
    return fates.get(0);
  }

  /** What an accepted write becomes by its deadline; any other answer stays. */
  final WriteResult settle(Write write, WriteResult answer) {
    WriteResult latest = answer;
    Instant sentAt = system().now();
    while (latest instanceof WriteResult.Accepted accepted) {
      assertThat(system().now())
          .as("an accepted write is settled by its deadline")
          .isBeforeOrEqualTo(accepted.deadline());
      Duration rest = Duration.between(system().now(), accepted.deadline());
      system().advance(rest.dividedBy(10).plusSeconds(1));
      latest = fate(write, latest, sentAt);
    }
    return latest;
  }

  final WriteResult sendAndSettle(Write write) {
    return settle(write, send(write));
  }

  final WriteResult.Written written(Write write) {
    return assertWritten(sendAndSettle(write));
  }

  static WriteResult.Written assertWritten(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return (WriteResult.Written) result;
  }

  final Write.Update updateOf(RecordId id, Fields changed, Snapshot before) {
    return new Write.Update(
        key(), id, changed, before.fields().only(changed.keys()), before.etag().orElse(null));
  }

  // ---------------------------------------------------------------- comparing

  /** Whether two values mean the same to people: a system may have one kind of nothing only. */
  static <T> boolean agree(Field<T> field, Fields left, Fields right) {
    return left.isBlank(field) && right.isBlank(field)
        || field.type().same(left.get(field).orElse(null), right.get(field).orElse(null));
  }

  /** Each field of {@code expected} has that value. */
  static void assertSame(Fields actual, Fields expected, String what) {
    List<String> wrong =
        expected.keys().stream()
            .filter(field -> !agree(field, actual, expected))
            .map(Field::name)
            .toList();
    assertThat(wrong).as("%s: fields with another value", what).isEmpty();
  }

  /** The declared normal form of what was sent. */
  final Fields normalForm(Fields sent) {
    Fields.Builder normal = Fields.builder();
    sent.keys().forEach(field -> putNormal(field, sent, normal));
    return normal.build();
  }

  private <T> void putNormal(Field<T> field, Fields sent, Fields.Builder into) {
    into.set(field, sent.get(field).map(ruleOf(field)::normalized).orElse(null));
  }
}
