/**
 * Is a history linearizable, object by object? Read {@link minos.check.linear.Linearizability}
 * first.
 */
@NullMarked
package minos.check.linear;

import org.jspecify.annotations.NullMarked;
