/** The Odoo connector: {@link dev.passerelle.odoo.sync.Odoo#connect}. */
@NullMarked
package dev.passerelle.odoo.sync;

import org.jspecify.annotations.NullMarked;
