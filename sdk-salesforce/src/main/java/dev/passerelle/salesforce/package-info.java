/**
 * A typed client for Salesforce, useful without the engine. {@link
 * dev.passerelle.salesforce.SalesforceClient} is the way in; {@code dev.passerelle.salesforce.sync}
 * makes a connector of it.
 */
@NullMarked
package dev.passerelle.salesforce;

import org.jspecify.annotations.NullMarked;
