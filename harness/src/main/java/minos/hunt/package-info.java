/**
 * How well known bugs are caught: many simulated runs of each flaw, over workloads, faults and
 * seeds, counted. Imports {@code run} and what stands below it. Read {@link minos.hunt.Hunt} first.
 */
@NullMarked
package minos.hunt;

import org.jspecify.annotations.NullMarked;
