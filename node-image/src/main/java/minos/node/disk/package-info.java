/**
 * What a server must never forget, on a disk: the durable log and what it is read back from, over a
 * small port for the disk itself, whose contract the real one and the simulated ones share.
 *
 * <p>Imports minos.raft and minos.bytes. Read {@link minos.node.disk.Disk} first.
 */
@NullMarked
package minos.node.disk;

import org.jspecify.annotations.NullMarked;
