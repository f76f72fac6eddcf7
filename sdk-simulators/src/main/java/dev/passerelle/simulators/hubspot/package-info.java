/**
 * A HubSpot account on loopback.
 *
 * <p>Start one with {@link dev.passerelle.simulators.hubspot.HubSpotSimulator#builder()}, or as a
 * process with {@link dev.passerelle.simulators.hubspot.HubSpotSimulatorMain}. Paths are the dated
 * ones of 2026-09 and 2026-03; {@code /crm/v3/...} is taken as another spelling of them.
 *
 * <h2>Data files</h2>
 *
 * One JSON object; every section may be left out. Types are plural names ({@code companies}), ids
 * and property values are strings, stamps are ISO instants.
 *
 * <pre>{@code
 * {
 *   "account": {"portalId": 971001, "timeZone": "America/Guadeloupe", "currency": "EUR",
 *               "additionalCurrencies": ["USD"], "dataHostingLocation": "eu1"},
 *   "owners": [{"id": "9001", "email": "n@portal.example", "firstName": "N", "lastName": "C",
 *               "userId": 11, "archived": false}],
 *   "schemas": [{"name": "erp_invoice", "labels": {"singular": "Invoice", "plural": "Invoices"},
 *                "requiredProperties": [], "searchableProperties": [], "primaryDisplayProperty": "",
 *                "secondaryDisplayProperties": [], "associatedObjects": ["companies"],
 *                "properties": []}],
 *   "groups": {"companies": [{"name": "erp", "label": "ERP"}]},
 *   "properties": {"companies": [
 *     {"name": "erp_customer_key", "label": "ERP key", "groupName": "erp", "type": "string",
 *      "fieldType": "text", "hasUniqueValue": true},
 *     {"name": "erp_state", "type": "enumeration", "fieldType": "select",
 *      "options": ["active", {"value": "dormant", "label": "Dormant"}]},
 *     {"name": "erp_hidden", "type": "string", "fieldType": "text", "readOnly": true}]},
 *   "pipelines": {"deals": [{"id": "default", "label": "Sales", "stages": [
 *     {"id": "closedwon", "label": "Won", "metadata": {"isClosed": "true", "probability": "1.0"}}]}]},
 *   "objects": {
 *     "companies": [{"id": "501", "createdAt": "2026-01-05T13:00:00Z",
 *                    "updatedAt": "2026-03-01T13:00:00Z", "properties": {"name": "Acme"}}],
 *     "contacts": [{"id": "601", "archivedAt": "2026-03-02T13:00:00Z",
 *                   "properties": {"email": "a@acme.example"},
 *                   "associations": {"companies": ["501"]}}]},
 *   "associations": [{"from": "companies/502", "to": "companies/501", "types": [14]}]
 * }
 * }</pre>
 *
 * A record without {@code id} gets the next one; without {@code createdAt} it is made now; without
 * {@code updatedAt} it has not changed since. Links named on a record, or without {@code types},
 * are plain ones, and a contact's or deal's first company becomes its primary one. Common
 * association types: 279 contact to company (1 primary), 341 deal to company (5 primary), 3 deal to
 * contact, 19 deal to line item, 64 quote to deal, 67 quote to line item, 71 quote to company, 509
 * order to company, 513 order to line item, 14 company to its parent. Naming a type under {@code
 * pipelines} replaces its pipelines. Values of read-only properties are taken as given. Groups that
 * properties name are made where they are missing. Files may be loaded one after another; each is
 * loaded whole or not at all. A dump has the same format, without the property history.
 *
 * <h2>Control endpoint</h2>
 *
 * Below {@code /__control/}, without a token, on the same port or on one of its own:
 *
 * <ul>
 *   <li>{@code GET data}, {@code POST data[?reset=true]}: dump, load a data file (reset forgets
 *       records, links, events and journal first)
 *   <li>{@code GET objects/{type}[?property=&value=]}, {@code GET objects/{type}/{id}}: records
 *       with all their properties; without a filter archived ones too
 *   <li>{@code POST objects/{type}}, {@code PATCH objects/{type}/{id}} with {@code {"properties":
 *       {}}}, {@code DELETE objects/{type}/{id}}, {@code POST objects/{type}/{id}/restore}, {@code
 *       POST objects/{type}/merge} with {@code {"primaryObjectId", "objectIdToMerge"}}, {@code POST
 *       quotes/{id}/approve}: edits as a person
 *   <li>{@code PUT associations}, {@code DELETE associations} with {@code {"from": "contacts/1",
 *       "to": "companies/2", "type": 279}}
 *   <li>{@code GET journal}, {@code DELETE journal}, {@code GET writes}
 *   <li>{@code GET clock}, {@code PUT clock} with {@code {"instant": ISO}} or {@code {"advance":
 *       "PT10S"}}
 *   <li>{@code POST faults} with {@code {"skip": 0, "times": 1, "method": "POST", "path": regex,
 *       "kind": K, "status", "body", "headers", "delay": "PT1S", "retryAfter": 10}}, K one of
 *       answer, answerAfterCommit, html, timeoutBeforeCommit, timeoutAfterCommit, dropBeforeCommit,
 *       dropAfterCommit, truncated, slow, late, tooManyRequests, locked, migrating; {@code DELETE
 *       faults}; {@code POST late-calls} carries out the late ones
 *   <li>{@code PUT limits} with {@code {"enforced", "burst", "window", "searchPerSecond",
 *       "daily"}}, {@code PUT index-lag} with {@code {"lag": "PT5S"}}
 *   <li>{@code POST workflows} with {@code {"type", "property", "set": {}}}, {@code DELETE
 *       workflows}
 *   <li>{@code PUT webhooks} with {@code {"url", "secret", "signedAs", "subscriptions",
 *       "automatic", "loseNext", "duplicateNext", "holdNext"}}, {@code GET webhooks/events}, {@code
 *       POST webhooks/deliver}, {@code POST webhooks/release}
 * </ul>
 */
@NullMarked
package dev.passerelle.simulators.hubspot;

import org.jspecify.annotations.NullMarked;
