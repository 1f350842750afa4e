/**
 * Suites as people write them: YAML, where every mistake is told with its line and what to do. The
 * only package that sees the YAML parser.
 */
@NullMarked
package minos.suite.file;

import org.jspecify.annotations.NullMarked;
