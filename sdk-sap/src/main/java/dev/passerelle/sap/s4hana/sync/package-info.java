/** The connector for SAP S/4HANA: {@link dev.passerelle.sap.s4hana.sync.S4Hana} is the way in. */
@NullMarked
package dev.passerelle.sap.s4hana.sync;

import org.jspecify.annotations.NullMarked;
