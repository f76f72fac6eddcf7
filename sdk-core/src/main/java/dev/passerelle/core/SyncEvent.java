package dev.passerelle.core;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import java.time.Duration;
import java.time.Instant;

/** Something that an engine did or met. Never carries a secret or a personal datum. */
public sealed interface SyncEvent {

  /** A run began. */
  record RunStarted(String tenant, String run) implements SyncEvent {}

  /** A run ended. */
  record RunEnded(String tenant, String run, Duration took) implements SyncEvent {}

  /** A page was taken in. */
  record PageRead(String system, String entity, int records, boolean list) implements SyncEvent {}

  /** A batch was written. */
  record BatchWritten(String system, String entity, int records, Duration took)
      implements SyncEvent {}

  /** A record was written. */
  record RecordWritten(
      String flow, String system, String entity, String record, String operation, int attempt)
      implements SyncEvent {}

  /** An observation was decided: {@code since} is when it was first seen. */
  record Decided(String system, String entity, String record, Instant since, Instant at)
      implements SyncEvent {}

  /** A record or document began to wait. */
  record Waiting(String system, String entity, String record, String kind, String code)
      implements SyncEvent {}

  /** A document took a state. */
  record DocumentState(String flow, String source, String state, String code)
      implements SyncEvent {}

  /** A notice. */
  record Noticed(String flow, String system, String record, Notice notice) implements SyncEvent {}

  /** An alert was raised, seen again, or resolved. */
  record AlertChanged(Alert alert) implements SyncEvent {}

  /** Something failed. */
  record Failed(String system, ErrorDetail detail) implements SyncEvent {}
}
