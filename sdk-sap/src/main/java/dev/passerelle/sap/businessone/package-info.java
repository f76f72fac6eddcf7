/**
 * A typed client for the Service Layer of SAP Business One: {@link
 * dev.passerelle.sap.businessone.BusinessOneClient}. The connector is in {@code sync}.
 */
@NullMarked
package dev.passerelle.sap.businessone;

import org.jspecify.annotations.NullMarked;
