package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorDetail;

/**
 * A field on which a person must look.
 *
 * @param flow the flow
 * @param binding the binding's name; the key of the decision in {@link FlowBases#decisions}
 * @param detail CONFLICT, CONTESTED_FIELD or NOT_TAKEN, with system, record, field and reason
 */
public record Review(String flow, String binding, ErrorDetail detail) {}
