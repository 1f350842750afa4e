/**
 * All runs of a results folder at a glance: what came of each, found, chosen and sorted fast. Read
 * {@link minos.store.runs.RunIndex} first. Imports {@code store} only.
 */
@NullMarked
package minos.store.runs;

import org.jspecify.annotations.NullMarked;
