/**
 * What stands behind a verdict, and who checks it: an order that explains all ({@link
 * minos.check.proof.Witness}) and is replayed, or a contradiction by a named rule ({@link
 * minos.check.proof.Certificate}) that is confirmed from the history alone. Knows models and
 * histories, and none of the algorithms that find either.
 */
@NullMarked
package minos.check.proof;

import org.jspecify.annotations.NullMarked;
