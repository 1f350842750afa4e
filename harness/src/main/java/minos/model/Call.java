package minos.model;

import org.jspecify.annotations.Nullable;

/**
 * What a model judges of an operation.
 *
 * @param f what was done
 * @param argument as invoked
 * @param known whether the outcome is known to be ok; otherwise {@code result} says nothing
 * @param result as completed; null also when unknown
 */
public record Call(String f, @Nullable Object argument, boolean known, @Nullable Object result) {}
