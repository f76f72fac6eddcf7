/** Sage 100's own shapes, normalised: blanks cut, empty dates absent, codes in upper case. */
@NullMarked
package dev.passerelle.sage.sage100.model;

import org.jspecify.annotations.NullMarked;
