/** What the connectors for SAP's products have in common in their settings. */
@NullMarked
package dev.passerelle.sap;

import org.jspecify.annotations.NullMarked;
