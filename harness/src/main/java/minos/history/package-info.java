/**
 * What happened: operations as clients and nemesis saw them, in the order in which they were
 * recorded, and the formats in which they stand on disk. Imports nothing of Minos; read {@link
 * minos.history.Op} first.
 */
@NullMarked
package minos.history;

import org.jspecify.annotations.NullMarked;
