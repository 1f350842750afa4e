/**
 * Checks that count: what went in, what came out, what reads add up to. Those of Jepsen, by its
 * names; each in time about linear in the history. They ask for less than linearizability, and so
 * fit stores that promise less. Pure; imports {@code check}, {@code model}, {@code history}. Read
 * {@link minos.check.tally.Tallies} first.
 */
@NullMarked
package minos.check.tally;

import org.jspecify.annotations.NullMarked;
