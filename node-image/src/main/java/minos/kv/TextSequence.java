package minos.kv;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are put at the end and taken from the front. What is in it never moves, so that one
 * can go over it as it was at some moment, however much it changes meanwhile, at no cost.
 */
final class TextSequence implements Texts {
  private static final int CHUNK_MIN = 4;
  private static final int CHUNK_MAX = 1024;

  /** Some of the texts, in order; nothing in it is ever replaced. */
  private static final class Chunk {
    private final @Nullable String[] texts;
    private @Nullable Chunk next;

    Chunk(int length) {
      texts = new @Nullable String[length];
    }
  }

  private Chunk first = new Chunk(CHUNK_MIN);
  private int taken;
  private Chunk last = first;
  private int put;
  private int size;

  @Override
  public int size() {
    return size;
  }

  @Override
  public void take(String text) {
    add(text);
  }

  void add(String text) {
    if (put == last.texts.length) {
      Chunk chunk = new Chunk(Math.min(CHUNK_MAX, 2 * put));
      last.next = chunk;
      last = chunk;
      put = 0;
    }
    last.texts[put++] = text;
    size++;
  }

  /** The oldest text, which stays. */
  @Nullable String peek() {
    Iterator<String> texts = iterator();
    return texts.hasNext() ? texts.next() : null;
  }

  /** Takes the oldest text out. */
  @Nullable String poll() {
    Walk walk = new Walk(first, taken, size);
    if (!walk.hasNext()) {
      return null;
    }
    String text = walk.next();
    first = walk.chunk;
    taken = walk.place;
    size--;
    return text;
  }

  @Override
  public Iterator<String> iterator() {
    return new Walk(first, taken, size);
  }

  private static final class Walk implements Iterator<String> {
    private Chunk chunk;
    private int place;
    private int left;

    Walk(Chunk chunk, int place, int left) {
      this.chunk = chunk;
      this.place = place;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public String next() {
      if (place == chunk.texts.length && chunk.next != null) {
        chunk = chunk.next;
        place = 0;
      }
      String text = left > 0 ? chunk.texts[place] : null;
      if (text == null) {
        throw new NoSuchElementException();
      }
      place++;
      left--;
      return text;
    }
  }
}
