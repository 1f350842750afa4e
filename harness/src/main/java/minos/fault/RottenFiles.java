package minos.fault;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.StoredFiles;
import minos.generate.Seed;

/**
 * Kills a node, changes a file of it, and starts it again. What it makes of that is its own: it may
 * also refuse to start, and then it gets its file back as it was in the end.
 */
final class RottenFiles {
  /** As drawn, and as it came to be: {@code flip FILE at 4711 bit 3}, {@code cut FILE to 4096}. */
  private static final Pattern DRAWN = Pattern.compile("([a-z-]+) by (-?\\d{1,20})");

  private static final Pattern FLIP =
      Pattern.compile("flip (\\S{1,200}) at (\\d{1,12}) bit ([0-7])");
  private static final Pattern CUT = Pattern.compile("cut (\\S{1,200}) to (\\d{1,12})");

  /**
   * The end of a log stays right: no store can tell it from a last write that was torn, and never
   * promised, so that to lose it would be no bug of the store's.
   */
  private static final int SECTOR_BYTES = 512;

  private final Cluster cluster;
  private final Map<String, Original> originals = new HashMap<>();

  RottenFiles(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Bytes that are no longer there, from this position on.
   *
   * @param left all of the file without them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Original(String file, long position, byte[] bytes, byte[] left) {
    /** Whether the node has done nothing about it, and nobody has taken the file away. */
    boolean isUntouched(StoredFiles files) throws FaultNotInjected {
      for (StoredFiles.Kind kind : StoredFiles.Kind.values()) {
        if (files.list(kind).contains(file)) {
          return Arrays.equals(files.read(file), left);
        }
      }
      return false;
    }
  }

  static String drawn(Rot rot, Seed seed) {
    return rot.label() + " by " + seed.state();
  }

  static boolean isRot(String how) {
    return DRAWN.matcher(how).matches()
        || FLIP.matcher(how).matches()
        || CUT.matcher(how).matches();
  }

  Harm.Done inflict(Node node, String how) throws FaultNotInjected {
    node.mayEnd(true);
    node.kill();
    StoredFiles files = node.files();
    Matcher drawn = DRAWN.matcher(how);
    String exactly =
        drawn.matches()
            ? exactly(node, files, drawn.group(1), new Seed(Long.parseLong(drawn.group(2))))
            : how;
    String seen = change(node, files, exactly);
    boolean answers = runs(node);
    return new Harm.Done(
        exactly,
        List.of(
            "%s: %s; %s"
                .formatted(
                    node.name(),
                    seen,
                    answers ? "it runs with that" : "it does not run: " + node.lastWords())));
  }

  /** Whether it lives with what it finds; it may end itself at once, or as soon as it has read. */
  private boolean runs(Node node) throws FaultNotInjected {
    try {
      node.start();
    } catch (FaultNotInjected e) {
      if (Answers.isGone(node)) {
        return false;
      }
      throw e;
    }
    return Answers.come(cluster, node);
  }

  /** A bit among those that were ever written; or the end, by up to a half of what was. */
  private static String exactly(Node node, StoredFiles files, String label, Seed seed)
      throws FaultNotInjected {
    Rot rot =
        Arrays.stream(Rot.values())
            .filter(each -> each.label().equals(label))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("no file rots by " + label));
    Map<String, Integer> harmable = harmable(files, rot);
    if (harmable.isEmpty()) {
      node.start();
      throw new NothingToHit(node.name() + " has no " + rot.file() + " file that could rot");
    }
    String name = seed.pick(List.copyOf(harmable.keySet()));
    int written = Objects.requireNonNull(harmable.get(name));
    Seed where = seed.child("where");
    return rot.flips()
        ? "flip %s at %d bit %d".formatted(name, where.below(written), seed.child("bit").below(8))
        : "cut %s to %d".formatted(name, written - 1 - where.below((written + 1) / 2));
  }

  /** Files that hold anything that could rot, in their order, and how many bytes of that. */
  private static Map<String, Integer> harmable(StoredFiles files, Rot rot) throws FaultNotInjected {
    Map<String, Integer> harmable = new LinkedHashMap<>();
    for (String name : files.list(rot.file())) {
      int bytes = written(files.read(name)) - (rot == Rot.FLIP_LOG ? SECTOR_BYTES : 0);
      if (bytes > 0) {
        harmable.put(name, bytes);
      }
    }
    return harmable;
  }

  /** Without the zeros at the end, which are room for more. */
  static int written(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private String change(Node node, StoredFiles files, String how) throws FaultNotInjected {
    Matcher flip = FLIP.matcher(how);
    if (flip.matches()) {
      return flip(
          node,
          files,
          flip.group(1),
          Integer.parseInt(flip.group(2)),
          1 << Integer.parseInt(flip.group(3)));
    }
    Matcher cut = CUT.matcher(how);
    if (!cut.matches()) {
      throw new IllegalArgumentException(
          "a file rots by 'flip FILE at OFFSET bit N' or 'cut FILE to SIZE', not '" + how + "'");
    }
    String name = cut.group(1);
    int size = Integer.parseInt(cut.group(2));
    byte[] before = files.read(name);
    require(size < before.length, node, name + " has no " + size + " bytes to be cut to");
    originals.put(
        node.name(),
        new Original(
            name,
            size,
            Arrays.copyOfRange(before, size, before.length),
            Arrays.copyOf(before, size)));
    files.truncate(name, size);
    int after = files.read(name).length;
    require(after == size, node, name + " has " + after + " bytes and not " + size);
    return "%s had %d bytes and has %d".formatted(name, before.length, after);
  }

  private String flip(Node node, StoredFiles files, String name, int offset, int mask)
      throws FaultNotInjected {
    byte[] before = files.read(name);
    require(offset < before.length, node, name + " has no byte at " + offset);
    byte was = before[offset];
    byte wanted = (byte) (was ^ mask);
    byte[] left = before.clone();
    left[offset] = wanted;
    originals.put(node.name(), new Original(name, offset, new byte[] {was}, left));
    files.write(name, offset, new byte[] {wanted});
    byte now = files.read(name)[offset];
    require(now == wanted, node, name + " at " + offset + " is still " + hex(now));
    return "%s at %d: %s became %s".formatted(name, offset, hex(was), hex(now));
  }

  private static void require(boolean holds, Node node, String otherwise) throws FaultNotInjected {
    if (!holds) {
      throw new FaultNotInjected(node.name() + ": " + otherwise);
    }
  }

  private static String hex(byte one) {
    return HexFormat.of().toHexDigits(one);
  }

  /** A node that has run since has made its own of what was left; nothing old belongs there. */
  void restoreWhereItStaysDown(Node node) throws FaultNotInjected {
    Original original = originals.remove(node.name());
    if (original != null && Answers.isGone(node) && original.isUntouched(node.files())) {
      node.files().write(original.file(), original.position(), original.bytes());
    }
  }
}
