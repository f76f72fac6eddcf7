package dev.passerelle.core;

import org.jspecify.annotations.Nullable;

/**
 * One field of one write that a preview would make.
 *
 * @param system where
 * @param entity the record type
 * @param record the record; {@code (new…)} for one to be created
 * @param operation create, update, mark, archive, delete
 * @param flow the flow that decided it
 * @param field the field; {@code *} for the record as a whole
 * @param before the value before, as JSON form; null when blank or unknown
 * @param after the value after, as JSON form; null when blank
 * @param reason why
 */
public record PlannedWrite(
    String system,
    String entity,
    String record,
    String operation,
    String flow,
    String field,
    @Nullable Object before,
    @Nullable Object after,
    String reason) {

  /** Names only: values may be personal. */
  @Override
  public String toString() {
    return operation + " " + system + "/" + entity + " " + record + " " + field + ": " + reason;
  }
}
