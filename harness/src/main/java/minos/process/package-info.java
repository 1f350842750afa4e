/**
 * A cluster of plain programs on this machine, in any language, whose network Minos plays: every
 * message between them goes through {@link minos.process.Post}, which cuts, delays, loses and
 * doubles. No containers, no root. Read {@link minos.process.Dialect} first: what a kind of program
 * says, and how.
 */
@NullMarked
package minos.process;

import org.jspecify.annotations.NullMarked;
