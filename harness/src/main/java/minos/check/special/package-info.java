/**
 * Algorithms made for one kind of object, for calls that keep their conditions. Internal to the
 * checkers. Read {@link minos.check.special.Special} first, {@link minos.check.special.Zones} last.
 */
@NullMarked
package minos.check.special;

import org.jspecify.annotations.NullMarked;
