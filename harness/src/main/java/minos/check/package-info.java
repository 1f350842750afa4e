/**
 * Is what happened explained by what may happen? Checkers are pure functions from a history to a
 * verdict, within a budget. Imports {@code model} and {@code history}. Read {@link
 * minos.check.Checker} and {@link minos.check.Verdict} first, then the checker that does most:
 * {@link minos.check.linear.Linearizability}.
 *
 * <p>Below it, each knowing only those before it: {@code proof}, {@code calls}, {@code search},
 * {@code refute}, {@code special}, {@code linear}; and beside the last, {@code online}, which
 * judges while operations still come.
 */
@NullMarked
package minos.check;

import org.jspecify.annotations.NullMarked;
