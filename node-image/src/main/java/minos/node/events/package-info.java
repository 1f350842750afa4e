/**
 * The structured event log: what happens to a server, as values ({@link
 * minos.node.events.NodeEvent}), told by the effects of its core ({@link
 * minos.node.events.Chronicle}, pure), and kept as JSON lines ({@link
 * minos.node.events.EventFile}).
 */
@NullMarked
package minos.node.events;

import org.jspecify.annotations.NullMarked;
