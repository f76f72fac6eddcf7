/**
 * SAP S/4HANA's OData gateway on loopback: cookie sessions with CSRF tokens, ETags, deep inserts,
 * change sets, server paging, V2 and the V4 order service, business partners, products, stock,
 * price conditions, quotations, orders, deliveries, billing documents, open items, and the vendor's
 * errors. Written from the fact sheet of the product, without the connector's classes.
 *
 * <p>Started alone, it is moved by {@code /__control}: {@code POST clock} with {@code advance} or
 * {@code instant}; {@code POST faults}; {@code GET} and {@code POST records/{set}}; {@code POST
 * sessions/expire}; {@code GET journal}.
 */
@NullMarked
package dev.passerelle.simulators.s4hana;

import org.jspecify.annotations.NullMarked;
