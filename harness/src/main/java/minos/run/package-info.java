/**
 * One run: generator, clients and nemesis on one loop, and the history that comes of it. Imports
 * {@code generate}, {@code fault}, {@code cluster}, {@code check}. Read {@link minos.run.Workload}
 * and {@link minos.run.Test} first, then {@link minos.run.Runner}, whose phases are the life of a
 * run.
 */
@NullMarked
package minos.run;

import org.jspecify.annotations.NullMarked;
