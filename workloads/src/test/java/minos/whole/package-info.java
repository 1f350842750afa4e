/**
 * Whole runs through the real command line, each a process of its own. They need the packaged
 * application, and so run in Maven's integration-test phase. Read {@link minos.whole.WholeRunTest}
 * first.
 */
@NullMarked
package minos.whole;

import org.jspecify.annotations.NullMarked;
