package dev.passerelle.testkit;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract's view of the system behind an adapter, past the adapter: what a user does there,
 * what is true there, and what can be made to go wrong. Usually some lines over a simulator; over a
 * real system, whatever that system allows.
 *
 * <p>For implementers: five methods are required. Every other one says by default that this remote
 * cannot do it, and the rules that need it are skipped with that reason. Values are canonical
 * fields with the system's own codes and ids, as the adapter's. Thread-safe where several threads
 * call the adapter at once (F2).
 */
public interface Remote {

  /**
   * Enters a record as a user would. For a facet: a record of the host that shows these values.
   *
   * @return the record's id; a facet's host's
   */
  RecordId create(Fields fields);

  /** Changes some fields as a user would; the others stay. */
  void edit(RecordId id, Fields changed);

  /** All fields that are true of a record; empty when it does not exist. Archived ones do. */
  Optional<Fields> fields(RecordId id);

  /** The system's own clock. */
  Instant now();

  /** Lets time pass for the system and for the adapter, without waiting where that is possible. */
  void advance(Duration by);

  /** How many records carry our reference and exist. */
  default long liveRecords(String reference) {
    return cannot("count the records of a reference");
  }

  /** Puts a record away reversibly, as a user would. */
  default void archive(RecordId id) {
    cannot("archive a record");
  }

  /** Deletes a record, as a user would. */
  default void delete(RecordId id) {
    cannot("delete a record");
  }

  /** Merges one record into another, as a user would. */
  default void merge(RecordId loser, RecordId winner) {
    cannot("merge records");
  }

  /** Takes the adapter's right to see a record. */
  default void hide(RecordId id) {
    cannot("hide a record");
  }

  /** Changes a record such that the adapter no longer lists it, although it exists. */
  default void leaveFilter(RecordId id) {
    cannot("move a record out of the adapter's filter");
  }

  /**
   * Changes a part of a record that lies elsewhere (a child row, another table), such that a field
   * which the adapter shows has another value.
   */
  default void editPart(RecordId id) {
    cannot("change a part that lies elsewhere");
  }

  /** All positions given so far are forgotten, as after a restore or when they expire. */
  default void forgetPositions() {
    cannot("forget positions");
  }

  /** The longest time that a committed change may stay invisible to a read of changes. */
  default Duration visibilityDelay() {
    return cannot("tell its longest visibility delay");
  }

  /** What users and adapters change from now on stays that long invisible to reads of changes. */
  default void delayVisibility(Duration delay) {
    cannot("delay visibility");
  }

  /** What is found by natural key lags that far behind from now on. */
  default void delaySearch(Duration delay) {
    cannot("delay its search");
  }

  /** Puts the system's clock ahead of everybody else's; negative for behind. */
  default void skewClock(Duration ahead) {
    cannot("put its clock wrong");
  }

  /** The next request with a write is executed and its answer lost. */
  default void loseNextAnswer() {
    cannot("lose an answer");
  }

  /** The next request with a write never arrives; the caller waits in vain. */
  default void timeOutNextWrite() {
    cannot("let a write time out");
  }

  /** The next read never arrives; the caller waits in vain. */
  default void timeOutNextRead() {
    cannot("let a read time out");
  }

  /** The caller of the next write waits in vain, and the write is executed after {@code delay}. */
  default void executeLate(Duration delay) {
    cannot("execute a request late");
  }

  /** The next call, and all until {@code retryAfter} has passed, are too many. */
  default void throttle(Duration retryAfter) {
    cannot("throttle");
  }

  /** The adapter's access token expires after so many more requests; 0 for now. */
  default void expireCredentials(int afterRequests) {
    cannot("expire credentials");
  }

  /** How often the adapter fetched a token so far; empty where the remote does not count. */
  default OptionalLong tokenRefreshes() {
    return OptionalLong.empty();
  }

  /** Of the next request with writes, the record at {@code index} is refused. */
  default void refuseRecord(int index) {
    cannot("refuse one record of a batch");
  }

  /**
   * Of the next request with writes, the record at {@code index} is not mentioned in the answer.
   */
  default void omitOutcome(int index) {
    cannot("leave an outcome out");
  }

  /** From now on rows and outcomes come in another order than they were asked for. */
  default void shuffleAnswers() {
    cannot("change the order of answers");
  }

  /** Of the next composite record written, only the header arrives. */
  default void halfWriteNext() {
    cannot("half-write a record");
  }

  /** From now on the system takes no new values for a field, and does not say so. */
  default void ignore(Field<?> field) {
    cannot("ignore a value");
  }

  /** The most records in one request with writes so far; empty where the remote does not count. */
  default OptionalLong largestWrite() {
    return OptionalLong.empty();
  }

  /** The next call is answered with a web page. */
  default void answerHtml() {
    cannot("answer with a web page");
  }

  /** The next call finds the system down. */
  default void beUnavailable() {
    cannot("be unavailable");
  }

  /** The next call lacks a right. */
  default void denyAccess() {
    cannot("deny a right");
  }

  /** The vendor's catalogue of errors, as far as the remote can show it. */
  default List<ErrorCase> errors() {
    return List.of();
  }

  /** The changes of shape that {@link #changeShape} can make. */
  default Set<ShapeChange> shapeChanges() {
    return Set.of();
  }

  /** Changes the fields that the system has of this type of record. */
  default void changeShape(ShapeChange change) {
    cannot("change its fields");
  }

  /** Removes one field from the system. */
  default void removeField(Field<?> field) {
    cannot("remove a field");
  }

  /** Secrets that the adapter knows: they must be in no log and no message. */
  default Set<String> secrets() {
    return Set.of();
  }

  /**
   * Skips the rule that asked.
   *
   * @param what what this remote cannot do
   * @return never
   */
  static <T> T cannot(String what) {
    return Assumptions.abort("this remote cannot " + what);
  }

  /** Ways in which a type's fields change (E1). */
  enum ShapeChange {
    /** A field is added. */
    ADD_FIELD,
    /** A field is removed. */
    REMOVE_FIELD,
    /** A field has another type. */
    CHANGE_TYPE,
    /** A field becomes required. */
    REQUIRE_FIELD,
    /** A field has another option. */
    ADD_OPTION
  }

  /**
   * One entry of a vendor's catalogue of errors (F4).
   *
   * @param name how the test report names it
   * @param arrange makes the next read fail that way
   * @param expected the class that says what to do next
   */
  record ErrorCase(String name, Runnable arrange, Class<? extends PasserelleException> expected) {}
}
