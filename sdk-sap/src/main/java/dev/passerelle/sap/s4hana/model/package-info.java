/** Records as the OData services show them. */
@NullMarked
package dev.passerelle.sap.s4hana.model;

import org.jspecify.annotations.NullMarked;
