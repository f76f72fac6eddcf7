/** The connector for SAP Business One: {@link dev.passerelle.sap.businessone.sync.BusinessOne}. */
@NullMarked
package dev.passerelle.sap.businessone.sync;

import org.jspecify.annotations.NullMarked;
