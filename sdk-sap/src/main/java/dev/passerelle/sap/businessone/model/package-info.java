/** Records as the Service Layer shows them. */
@NullMarked
package dev.passerelle.sap.businessone.model;

import org.jspecify.annotations.NullMarked;
