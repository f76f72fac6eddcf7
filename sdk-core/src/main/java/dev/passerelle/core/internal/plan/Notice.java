package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorDetail;

/**
 * Something to tell that stops nothing.
 *
 * @param flow the flow
 * @param binding the binding's name
 * @param detail code and figures
 */
public record Notice(String flow, String binding, ErrorDetail detail) {}
