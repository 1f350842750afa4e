package minos.check.search;

import minos.check.calls.Calls;

/**
 * The calls that are open at one moment and will return, each in a slot of its own, in order of
 * return. Of calls of one kind the one that returns first goes first: they are interchangeable, and
 * it is the most pressing.
 */
final class Open {
  private final int[] kindOf;
  private final int[] returned;
  private final int[] slotOf;
  private final int[] calls;
  private final int[] twin;
  private final int[] latestOfKind;
  private final int[] latestIn;
  private final int words;
  private int size;
  private int round;
  private boolean twinsKnown;

  Open(Calls all) {
    kindOf = all.kind();
    returned = all.returned();
    slotOf = new int[all.size()];
    latestOfKind = new int[all.kinds()];
    latestIn = new int[all.kinds()];
    int slots = assignSlots(all);
    calls = new int[slots];
    twin = new int[slots];
    words = (slots + 63) >> 6;
  }

  private int assignSlots(Calls all) {
    int[] free = new int[all.size()];
    int freeSlots = 0;
    int slots = 0;
    for (int event : all.events()) {
      int call = event >> 1;
      if ((event & 1) == 1) {
        free[freeSlots++] = slotOf[call];
      } else if (!all.isCrashed(call)) {
        slotOf[call] = freeSlots > 0 ? free[--freeSlots] : slots++;
      }
    }
    return slots;
  }

  /** Longs that hold a bit for each slot. */
  int words() {
    return words;
  }

  void add(int call) {
    int at = size++;
    while (at > 0 && returned[calls[at - 1]] > returned[call]) {
      calls[at] = calls[at - 1];
      at--;
    }
    calls[at] = call;
    twinsKnown = false;
  }

  /** Takes the addition of the call back. */
  void remove(int call) {
    int at = 0;
    while (calls[at] != call) {
      at++;
    }
    System.arraycopy(calls, at + 1, calls, at, --size - at);
    twinsKnown = false;
  }

  /** Takes the removal of the call back. */
  void addFirst(int call) {
    System.arraycopy(calls, 0, calls, 1, size++);
    calls[0] = call;
    twinsKnown = false;
  }

  /** Removes the call that returns now: it stands first. */
  void removeFirst() {
    System.arraycopy(calls, 1, calls, 0, --size);
    twinsKnown = false;
  }

  int size() {
    return size;
  }

  int call(int i) {
    return calls[i];
  }

  int slot(int i) {
    return slotOf[calls[i]];
  }

  int kind(int i) {
    return kindOf[calls[i]];
  }

  int returned(int i) {
    return returned[calls[i]];
  }

  int slotOfCall(int call) {
    return slotOf[call];
  }

  /** The slot of the call of the same kind that must go before this one, or -1. */
  int twin(int i) {
    if (!twinsKnown) {
      findTwins();
    }
    return twin[i];
  }

  /** The slot of the last call of the kind to return, or -1 if none is open. */
  int lastOfKind(int kind) {
    if (!twinsKnown) {
      findTwins();
    }
    return latestIn[kind] == round ? latestOfKind[kind] : -1;
  }

  private void findTwins() {
    round++;
    for (int i = 0; i < size; i++) {
      twin[i] = latestIn[kind(i)] == round ? latestOfKind[kind(i)] : -1;
      latestOfKind[kind(i)] = slot(i);
      latestIn[kind(i)] = round;
    }
    twinsKnown = true;
  }
}
