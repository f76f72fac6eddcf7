/**
 * SAP Business One's Service Layer on loopback: sessions with two cookies, {@code /b1s/v1} and
 * {@code /b1s/v2}, filters, paging, batches, document draw, user fields, and the vendor's errors.
 * Written from the fact sheet of the product, without the connector's classes.
 *
 * <p>Started alone, it is moved by {@code /__control}: {@code POST clock} with {@code advance} or
 * {@code instant}; {@code POST faults}; {@code GET} and {@code POST records/{set}}; {@code POST
 * sessions/expire}; {@code GET journal}.
 */
@NullMarked
package dev.passerelle.simulators.businessone;

import org.jspecify.annotations.NullMarked;
