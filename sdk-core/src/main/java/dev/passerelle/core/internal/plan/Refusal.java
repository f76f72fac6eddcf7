package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;

/**
 * Why nothing is sent to a side although something ought to be (L12).
 *
 * @param system the side that is not written
 * @param flow the flow
 * @param binding the binding's name; empty for a field that no binding fills
 * @param error the field and what is wrong with it
 * @param detail the same as an error of the record
 */
public record Refusal(
    String system, String flow, String binding, FieldError error, ErrorDetail detail) {}
