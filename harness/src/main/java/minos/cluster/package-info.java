/**
 * Ports: all that a system under test must offer to be judged. Containers ({@code docker}) and the
 * simulation ({@code sim}) implement them. Imports {@code history} and {@code time}. Read {@link
 * minos.cluster.SystemUnderTest} first.
 *
 * <p>Calls that change a cluster block until the change holds, and throw if it does not come to
 * hold; the runner makes them through {@link minos.time.Time#offload}. In the simulation they act
 * at once.
 */
@NullMarked
package minos.cluster;

import org.jspecify.annotations.NullMarked;
