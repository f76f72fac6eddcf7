package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.simulators.Journal;
import java.time.Duration;
import java.util.List;

/**
 * One system of a pair, simulated: the connector that the engine gets, and a user who works in it
 * past the connector. Ids are those of the connector; fields are the {@link Vocabulary}'s.
 */
interface End extends AutoCloseable {
  /** As the table of systems calls it. */
  String system();

  /** A connection of its own; opened again after a crash. */
  Connector connect();

  /** A user enters a record; tells its id. */
  String create(EntityType type, Fields fields);

  /** A user changes a record. */
  void edit(EntityType type, String id, Fields fields);

  /** A record as users see it. */
  Fields read(EntityType type, String id);

  /** The records that users see, in the order in which they came. */
  List<String> ids(EntityType type);

  /** A user deletes a record. */
  void delete(EntityType type, String id);

  /** The next write of the connector is carried out, and its answer lost. */
  void loseNextAnswer();

  /** Whether no such write has come yet. */
  boolean isAnswerDue();

  /** How many records the connector has written. */
  default long writes() {
    return journal().writes();
  }

  /** The requests that the system received. */
  Journal journal();

  /** A connection as it is without a test's hurry. */
  default Connector unhurried() {
    return connect();
  }

  /** What work costs at least. */
  Tariff tariff();

  /** What the connector has asked of the system so far: requests, and statements of SQL. */
  default List<String> calls() {
    return journal().entries().stream().map(call -> call.method() + " " + call.path()).toList();
  }

  /** Time has passed. */
  default void passed(Duration time) {}

  @Override
  void close();
}
