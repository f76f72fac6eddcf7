@NullMarked
package dev.passerelle.simulators.odoo;

import org.jspecify.annotations.NullMarked;
