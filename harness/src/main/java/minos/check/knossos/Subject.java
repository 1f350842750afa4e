package minos.check.knossos;

import minos.model.NilReads;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a history are.
 *
 * @param model by name, as {@code minos.model} has it
 * @param initial what there is before anything is written; null for nil
 * @param nilReads what a read that returns null says
 */
public record Subject(String model, @Nullable Object initial, NilReads nilReads) {}
