/**
 * What came of a suite, for CI: JSON, JUnit XML, Markdown and annotations, each as a text. Begin
 * with {@link minos.suite.gate.SuiteJson}, which all others could be made from.
 */
@NullMarked
package minos.suite.gate;

import org.jspecify.annotations.NullMarked;
