/**
 * What asks for less than linearizability of objects with a model: sequential consistency, and
 * reads that may be a bounded time or number of versions old. Imports all of {@code check} that
 * judges linearizability. Read {@link minos.check.weaker.Sequential} first.
 */
@NullMarked
package minos.check.weaker;

import org.jspecify.annotations.NullMarked;
