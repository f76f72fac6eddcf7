/**
 * A stand-in of a Salesforce org on the loopback address, written from the vendor's documentation
 * and from the facts that the documentation of this project names; it shares no class with the
 * connector.
 *
 * <p>It keeps: OAuth tokens without a known end and their refusal; objects and fields with their
 * rights, custom ones invisible until a permission set grants them; queries (a part of SOQL of its
 * own), with and without the recycle bin, paged by locators; collections with one outcome per row
 * in the order of the rows; upsert by external ids; composite calls and graphs with references;
 * stamps in whole seconds and transactions that become visible late; merges; the deploy of fields,
 * objects and permission sets, whose grants a deploy replaces; the header of the day's calls and
 * its limit; ingest jobs of the Bulk API 2.0, which take their time, are aborted or forgotten and
 * give their rows back in another order; the rules of price books, quotes and orders.
 *
 * <p>It does not keep: sharing rules, record types, approval, Apex, the SOAP API, bulk queries.
 */
@NullMarked
package dev.passerelle.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
