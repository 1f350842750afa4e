/**
 * What is tested: each file is one workload, its operations and the checker that judges them.
 * Imports the harness. Read {@link minos.workload.Register} first.
 */
@NullMarked
package minos.workload;

import org.jspecify.annotations.NullMarked;
