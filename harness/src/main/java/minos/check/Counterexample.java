package minos.check;

import java.util.List;
import minos.history.Operation;

/**
 * Why a history of one object cannot be explained.
 *
 * @param refused the operation that no order explains: of all such, the one that returned first
 * @param possible the states that the object could have been in when it returned, in words, but for
 *     what an operation of unknown outcome may have left that explains nothing; where there are
 *     very many, the first of them
 * @param core a smallest set of operations that contradict each other already, in order of
 *     invocation; whatever else happened cannot explain them. {@code refused} is one of them
 * @param sentence the contradiction in words
 */
public record Counterexample(
    Operation refused, List<String> possible, List<Operation> core, String sentence) {}
