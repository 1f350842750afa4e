/**
 * From a call that no order explains to the few that contradict each other, and to words. Internal
 * to the checkers. Read {@link minos.check.refute.Refutation} first.
 */
@NullMarked
package minos.check.refute;

import org.jspecify.annotations.NullMarked;
