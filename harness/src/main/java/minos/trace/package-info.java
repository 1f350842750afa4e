/**
 * What happened within a cluster while clients worked on it: messages, events of nodes, operations
 * and faults on one line of time. Imports {@code run} and what stands below it. Read {@link
 * minos.trace.Timeline} first.
 */
@NullMarked
package minos.trace;

import org.jspecify.annotations.NullMarked;
