/**
 * Client for Odoo 16 to 19, usable without the sync engine: {@link dev.passerelle.odoo.OdooClient}.
 * The connector is in {@code dev.passerelle.odoo.sync}.
 */
@NullMarked
package dev.passerelle.odoo;

import org.jspecify.annotations.NullMarked;
