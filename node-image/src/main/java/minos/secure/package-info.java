/**
 * How connections between servers, and from clients to servers, are secured: TLS with certificates
 * on both sides, and a word that clients say. Imports nothing of Minos. Read {@link
 * minos.secure.Credentials} first.
 */
@NullMarked
package minos.secure;

import org.jspecify.annotations.NullMarked;
