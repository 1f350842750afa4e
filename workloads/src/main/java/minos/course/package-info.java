/**
 * The course CS3700's way of testing a program: its configuration files, its 17 tests, its scores.
 * A configuration becomes a test of the system {@code cs3700}, judged as any other; the scores are
 * counted from the log of its messages. Read {@link minos.course.Configuration} first.
 */
@NullMarked
package minos.course;

import org.jspecify.annotations.NullMarked;
