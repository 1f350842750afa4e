/**
 * The reference as a replica of the course CS3700 (Northeastern University): the same protocol
 * core, a map in memory, and one JSON object a datagram. {@link minos.node.cs3700.CourseReplica} is
 * pure; {@link minos.node.cs3700.CourseServer} gives it a socket and a clock.
 */
@NullMarked
package minos.node.cs3700;

import org.jspecify.annotations.NullMarked;
