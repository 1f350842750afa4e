package minos.check.proof;

/**
 * An order in which the operations on one object took effect that explains all of them. Failed
 * operations are not in it; of those of unknown outcome only those that happened.
 *
 * @param object its number in the columns
 * @param order operations, by their numbers in the columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Witness(int object, int[] order) {}
