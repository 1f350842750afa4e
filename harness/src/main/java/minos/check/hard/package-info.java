/**
 * Histories that are hard to judge, with known verdicts, from one seed: for tests of checkers and
 * to measure them. Read {@link minos.check.hard.HardHistory} first.
 */
@NullMarked
package minos.check.hard;

import org.jspecify.annotations.NullMarked;
