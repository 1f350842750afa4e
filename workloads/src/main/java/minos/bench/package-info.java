/**
 * How fast the reference store is: three servers as processes of their own on this machine, with
 * fsync, under a client that costs little; and etcd beside it where that is installed. Imports all
 * of the reference and {@code minos.time}. Read {@link minos.bench.RaftBench} first.
 */
@NullMarked
package minos.bench;

import org.jspecify.annotations.NullMarked;
