package dev.passerelle.testkit;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An in-memory system as the contract sees it: it can do everything. */
final class InMemoryRemote implements Remote {
  private static final Field<String> EXTRA = Field.text("extra_field");

  private final InMemorySystem system;
  private final SettableClock clock;
  private final EntityType type;
  private final InMemoryUser user;
  private final Fields part;
  private final Fields leaving;

  /** {@code part} is what {@link #editPart} changes, {@code leaving} what leaves the filter. */
  InMemoryRemote(
      InMemorySystem system, SettableClock clock, EntityType type, Fields part, Fields leaving) {
    this.system = system;
    this.clock = clock;
    this.type = type;
    this.user = system.user(type);
    this.part = part;
    this.leaving = leaving;
  }

  private InMemoryUser host() {
    return system.user(type.recordType());
  }

  @Override
  public RecordId create(Fields fields) {
    if (type.kind() != EntityType.Kind.FACET) {
      return user.create(fields);
    }
    RecordId id = host().create(Fields.empty());
    user.edit(id, fields);
    return id;
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    user.edit(id, changed);
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return user.fields(id);
  }

  @Override
  public Instant now() {
    return system.now();
  }

  @Override
  public void advance(Duration by) {
    clock.advance(by);
  }

  @Override
  public long liveRecords(String reference) {
    return user.byReference(reference).size();
  }

  @Override
  public void archive(RecordId id) {
    host().archive(id);
  }

  @Override
  public void delete(RecordId id) {
    host().delete(id);
  }

  @Override
  public void merge(RecordId loser, RecordId winner) {
    host().merge(loser, winner);
  }

  @Override
  public void hide(RecordId id) {
    host().hide(id);
  }

  @Override
  public void leaveFilter(RecordId id) {
    user.edit(id, leaving);
  }

  @Override
  public void editPart(RecordId id) {
    user.edit(id, part);
  }

  @Override
  public void forgetPositions() {
    system.losePositions(type);
  }

  @Override
  public Duration visibilityDelay() {
    return Duration.ofMinutes(4);
  }

  @Override
  public void delayVisibility(Duration delay) {
    system.commitDelay(delay);
  }

  @Override
  public void delaySearch(Duration delay) {
    system.findDelay(type, delay);
  }

  @Override
  public void skewClock(Duration ahead) {
    system.skew(ahead);
  }

  @Override
  public void loseNextAnswer() {
    system.faults().next(SystemCall.WRITE, Fault.loseAnswer());
  }

  @Override
  public void timeOutNextWrite() {
    system.faults().next(SystemCall.WRITE, Fault.timeOut());
  }

  @Override
  public void timeOutNextRead() {
    system.faults().next(SystemCall.READ, Fault.timeOut());
  }

  @Override
  public void executeLate(Duration delay) {
    system.faults().next(SystemCall.WRITE, Fault.executeLate(delay));
  }

  @Override
  public void throttle(Duration retryAfter) {
    system.faults().next(SystemCall.READ, Fault.throttle(retryAfter));
    system.faults().next(SystemCall.WRITE, Fault.throttle(retryAfter));
  }

  @Override
  public void expireCredentials(int afterRequests) {
    system.expireTokensAfter(afterRequests);
  }

  @Override
  public OptionalLong tokenRefreshes() {
    return OptionalLong.of(system.calls().of(SystemCall.TOKEN));
  }

  @Override
  public void refuseRecord(int index) {
    system.faults().next(SystemCall.WRITE, Fault.refuse(index));
  }

  @Override
  public void omitOutcome(int index) {
    system.faults().next(SystemCall.WRITE, Fault.omit(index));
  }

  @Override
  public void shuffleAnswers() {
    // It always answers in the opposite order.
  }

  @Override
  public void halfWriteNext() {
    system.faults().next(SystemCall.WRITE, Fault.halfWrite(0));
  }

  @Override
  public void ignore(Field<?> field) {
    system.ignore(type, field);
  }

  @Override
  public OptionalLong largestWrite() {
    return OptionalLong.of(system.calls().largest(SystemCall.WRITE));
  }

  @Override
  public void answerHtml() {
    system.faults().next(SystemCall.READ, Fault.html());
  }

  @Override
  public void beUnavailable() {
    system.faults().next(SystemCall.READ, Fault.unavailable());
  }

  @Override
  public void denyAccess() {
    system.faults().next(SystemCall.READ, Fault.deny("customers.read"));
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        new ErrorCase("maintenance", this::answerHtml, SystemUnavailable.class),
        new ErrorCase("missing right", this::denyAccess, AccessDenied.class),
        new ErrorCase(
            "too many calls",
            () -> system.faults().next(SystemCall.READ, Fault.throttle()),
            Throttled.class),
        new ErrorCase(
            "credentials revoked",
            () -> system.revokeCredentials(true),
            AuthenticationFailed.class));
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return EnumSet.allOf(ShapeChange.class);
  }

  @Override
  public void changeShape(ShapeChange change) {
    switch (change) {
      case ADD_FIELD -> system.putField(type, FieldRule.of(EXTRA));
      case REMOVE_FIELD -> system.removeField(type, EXTRA);
      case CHANGE_TYPE -> system.putField(type, FieldRule.of(Field.decimal(EXTRA.name())));
      case REQUIRE_FIELD -> system.putField(type, FieldRule.of(EXTRA).required());
      case ADD_OPTION -> system.addOption(type, EXTRA, "another");
    }
  }

  @Override
  public void removeField(Field<?> field) {
    system.removeField(type, field);
  }
}
