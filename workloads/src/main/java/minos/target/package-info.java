/**
 * Systems under test: the reference store in each world. One class for the system as users name it,
 * and one for each world that it runs in. Imports {@code minos.cluster}, {@code minos.sim} and the
 * node's own packages. Read {@link minos.target.RaftKv} first.
 */
@NullMarked
package minos.target;

import org.jspecify.annotations.NullMarked;
