/** What the embedder says: the sync engine, its flows and its reports. */
@NullMarked
package dev.passerelle.core;

import org.jspecify.annotations.NullMarked;
