/** Odoo's own shapes: records, domains, queries, fields. */
@NullMarked
package dev.passerelle.odoo.model;

import org.jspecify.annotations.NullMarked;
