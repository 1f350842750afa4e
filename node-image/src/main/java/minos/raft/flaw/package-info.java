/**
 * Raft's famous bugs, one class each: a subclass of {@link minos.raft.Rules} that breaks exactly
 * one rule. {@code --flaw CM01} starts a server with one of them, so that Minos can prove that it
 * would notice. A server without the option knows nothing of this package.
 *
 * <p>Imports {@code minos.raft} only for {@code Rules}. Read {@link minos.raft.flaw.Flaws} first. A
 * new flaw is one class here, one line in {@code Flaws}, and a schedule that exposes it in the
 * tests.
 */
@NullMarked
package minos.raft.flaw;

import org.jspecify.annotations.NullMarked;
