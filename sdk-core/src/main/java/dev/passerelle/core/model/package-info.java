/**
 * The canonical business vocabulary: entity types, typed fields, values, snapshots. For everyone.
 */
@NullMarked
package dev.passerelle.core.model;

import org.jspecify.annotations.NullMarked;
