/** Salesforce's own shapes: records, rows, descriptions of objects, pages and limits. */
@NullMarked
package dev.passerelle.salesforce.model;

import org.jspecify.annotations.NullMarked;
