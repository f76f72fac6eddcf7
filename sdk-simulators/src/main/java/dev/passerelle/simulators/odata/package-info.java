/** What simulators of OData services share; not for others. */
@NullMarked
package dev.passerelle.simulators.odata;

import org.jspecify.annotations.NullMarked;
