/** Business gates: what must hold before a document is sent. For the embedder. */
@NullMarked
package dev.passerelle.core.gate;

import org.jspecify.annotations.NullMarked;
