package minos.kv;

import minos.bytes.Encoder;

/** One object of the {@link Store}. */
sealed interface Stored permits Register, Counter, Elements, Lock {

  Kind kind();

  /** Writes all of its state: equal objects of one kind write equal bytes, others do not. */
  void encode(Encoder to);
}
