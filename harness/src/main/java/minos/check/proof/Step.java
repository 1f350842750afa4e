package minos.check.proof;

import minos.history.Operation;

/**
 * One operation in a legal order.
 *
 * @param state of the object after it, in words
 */
public record Step(Operation operation, String state) {}
