/**
 * Makes a connector of the Salesforce client: {@link
 * dev.passerelle.salesforce.sync.Salesforce#connect} and {@link
 * dev.passerelle.salesforce.sync.SalesforceSetup}.
 */
@NullMarked
package dev.passerelle.salesforce.sync;

import org.jspecify.annotations.NullMarked;
