package minos.kv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Texts that can be gone over as they are at one moment, however they change meanwhile. */
sealed interface Texts extends Iterable<String> permits TextSequence, SortedTexts {
  int size();

  /** Takes in what comes next in the order of {@link #iterator}. */
  void take(String text);

  /** Over the texts that are in it now; costs next to nothing. */
  @Override
  Iterator<String> iterator();

  default List<String> toList() {
    List<String> all = new ArrayList<>(size());
    forEach(all::add);
    return Collections.unmodifiableList(all);
  }
}
