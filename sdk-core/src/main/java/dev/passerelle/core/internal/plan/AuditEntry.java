package dev.passerelle.core.internal.plan;

import dev.passerelle.core.model.Fields;

/**
 * One field of one settled write, for the audit (L31).
 *
 * @param system the system written
 * @param record the record's id there
 * @param flow the flow
 * @param field the field's name
 * @param before the field as it was; absent at creation
 * @param after the field as the system now has it, or as sent where its answer does not show it
 * @param cause why
 * @param policy who decided
 * @param overwrites whether {@code before} lost against a decision
 * @param taken whether the system kept the normal form of what was sent
 */
public record AuditEntry(
    String system,
    String record,
    String flow,
    String field,
    Fields before,
    Fields after,
    Cause cause,
    String policy,
    boolean overwrites,
    boolean taken) {}
