/**
 * A stand-in of Odoo 16 to 19, written from the fact sheet and free of the connector's classes.
 *
 * <p>What is there: partners with their lists (countries, currencies, users, payment terms, price
 * lists), templates and variants, units, taxes, warehouses and stock, quotations and orders,
 * invoices, credit notes, payments and open items, the wizards that bill an order and register a
 * payment; {@code load} with external ids; JSON-RPC on every version and JSON-2 from 19 on; the
 * errors, field names and date filters of each version; transactions whose stamp is their start.
 *
 * <p>What is not: record rules by group, several companies, deliveries with pickings, taxes
 * included in prices, translations, reconciliation with bank statements.
 *
 * <p>The control endpoint answers below {@code /__control}, needs no key and is in no journal:
 *
 * <ul>
 *   <li>{@code GET clock}, {@code PUT clock} with {@code instant} or {@code advance};
 *   <li>{@code GET journal}, {@code DELETE journal};
 *   <li>{@code POST faults} with {@code times}, {@code method}, {@code path} (an expression),
 *       {@code status} and {@code body}; {@code DELETE faults};
 *   <li>{@code POST late-calls} carries out what was to take effect late;
 *   <li>{@code POST records/{model}} creates, {@code PATCH records/{model}/{id}} writes, {@code
 *       GET} reads and {@code DELETE} deletes a record as a person would;
 *   <li>{@code POST press/{model}/{method}/{id}} presses a button;
 *   <li>{@code PUT key} with {@code key} replaces the API key.
 * </ul>
 */
@NullMarked
package dev.passerelle.simulators.odoo;

import org.jspecify.annotations.NullMarked;
