/**
 * The one compact binary form, for the log and for the wire alike: {@link minos.bytes.Encoder}
 * writes values one after the other, {@link minos.bytes.Decoder} reads them back and believes no
 * count that the bytes do not bear out. Imports nothing of Minos.
 */
@NullMarked
package minos.bytes;

import org.jspecify.annotations.NullMarked;
