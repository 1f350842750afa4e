package minos.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The walls of the results folder: a path that somebody asks for leads to what lies within, or
 * nowhere, whatever it is spelled with and whatever links lie on its way.
 */
record Walls(Path results) {
  private static final int LENGTH_MAX = 2_000;

  /**
   * @param encoded as it stands in an address, percent signs and all, without a slash before it
   * @return the real path of what is there; empty if there is nothing, or nothing that may be shown
   */
  Optional<Path> find(String encoded) {
    Optional<List<String>> names = names(encoded);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path root = results.toRealPath();
      Path found = root;
      for (String name : names.get()) {
        found = found.resolve(name);
      }
      Path real = found.toRealPath();
      return real.startsWith(root) ? Optional.of(real) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The same for a folder. */
  Optional<Path> findFolder(String encoded) {
    return find(encoded).filter(Files::isDirectory);
  }

  /** How it is named in an address. */
  String address(Path real) throws IOException {
    return encoded(results.toRealPath().relativize(real).toString().replace('\\', '/'));
  }

  /** A path in an address, slashes as they are. */
  static String encoded(String path) {
    StringBuilder address = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0);
      address.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return address.toString();
  }

  /** Decoded once, never twice; empty if any name is none: hidden, {@code ..}, with a separator. */
  private static Optional<List<String>> names(String encoded) {
    List<String> names = new ArrayList<>();
    if (encoded.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    for (String part : encoded.split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      Optional<String> name = decoded(part);
      if (name.isEmpty() || name.get().startsWith(".") || !isPlain(name.get())) {
        return Optional.empty();
      }
      names.add(name.get());
    }
    return Optional.of(names);
  }

  private static boolean isPlain(String name) {
    return name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == ':' || c == 0x7f);
  }

  /** Empty if it is not UTF-8, or if a percent sign stands alone. */
  static Optional<String> decoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = digit(text, i + 1);
        int low = digit(text, i + 2);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(bytes.flip())
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int digit(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }
}
