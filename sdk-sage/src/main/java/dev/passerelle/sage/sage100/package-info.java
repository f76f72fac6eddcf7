/**
 * Sage 100 (Gestion Commerciale and Comptabilité on SQL Server), usable without the sync engine:
 * {@link dev.passerelle.sage.sage100.Sage100Gateway} reads the company's database.
 */
@NullMarked
package dev.passerelle.sage.sage100;

import org.jspecify.annotations.NullMarked;
