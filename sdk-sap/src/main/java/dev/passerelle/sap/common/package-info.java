/** What the connectors for SAP's products share; not for others. */
@NullMarked
package dev.passerelle.sap.common;

import org.jspecify.annotations.NullMarked;
