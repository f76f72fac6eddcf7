package dev.passerelle.core;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.Responsible;
import java.time.Instant;

/**
 * Waiting entries with the same cause.
 *
 * @param system the system of the records
 * @param entity their entity type
 * @param kind why they wait, as in {@link WaitingEntry}
 * @param code the cause
 * @param owner who must act
 * @param count how many there are
 * @param oldest since when the oldest waits
 */
public record WaitingGroup(
    String system,
    String entity,
    String kind,
    ErrorCode code,
    Responsible owner,
    long count,
    Instant oldest) {}
