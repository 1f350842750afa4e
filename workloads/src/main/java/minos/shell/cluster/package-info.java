/**
 * The cluster that a shell talks to: one that it has started in this process, or any other. First:
 * {@link minos.shell.cluster.ShellCluster}. Imports the ports of the house for errors and time, and
 * the reference store.
 */
@NullMarked
package minos.shell.cluster;

import org.jspecify.annotations.NullMarked;
