/**
 * The operations on one object, in columns, and what each does to its state. Internal to the
 * checkers. Read {@link minos.check.calls.Calls} and {@link minos.check.calls.Steps} first.
 */
@NullMarked
package minos.check.calls;

import org.jspecify.annotations.NullMarked;
