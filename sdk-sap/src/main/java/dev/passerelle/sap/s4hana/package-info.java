/**
 * A typed client for SAP S/4HANA over OData: {@link dev.passerelle.sap.s4hana.S4HanaClient}. The
 * connector is in {@code sync}.
 */
@NullMarked
package dev.passerelle.sap.s4hana;

import org.jspecify.annotations.NullMarked;
