/**
 * What becomes of packets on links that Minos plays itself: cuts, troubles, delays; pure. Both the
 * simulation and the network between plain processes stand on it.
 */
@NullMarked
package minos.link;

import org.jspecify.annotations.NullMarked;
