package minos.check.special;

/**
 * Values that follow each other.
 *
 * @param head the first of them
 * @param tail the last
 * @param first the call with the first return; {@link Special#NOBODY} for the beginning of time
 * @param last the call invoked last; {@link Special#NOBODY} if there is none
 */
record Chain(int head, int tail, int first, int last) {}
