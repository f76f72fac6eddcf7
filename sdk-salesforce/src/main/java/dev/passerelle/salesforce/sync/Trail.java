package dev.passerelle.salesforce.sync;

/**
 * An object whose changes are changes of the records that its records belong to.
 *
 * @param object {@code OrderItem} for orders
 * @param parent the column that holds the id of the record of the feed
 */
record Trail(String object, String parent) {}
