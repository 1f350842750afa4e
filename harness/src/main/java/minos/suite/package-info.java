/**
 * Many runs, one answer: which runs a suite asks for, in which order, what fits into the time that
 * there is, and what they come to. Pure: reads no file and no clock, runs nothing. Begin with
 * {@link minos.suite.Suite}; below it {@code file} (suites as YAML) and {@code gate} (for CI).
 */
@NullMarked
package minos.suite;

import org.jspecify.annotations.NullMarked;
