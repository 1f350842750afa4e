package minos.target;

import java.util.function.Predicate;
import minos.cluster.StoredFiles;

/** What the files of the reference are to it, by name. */
final class RaftKvFiles {
  private RaftKvFiles() {}

  static Predicate<String> of(StoredFiles.Kind kind) {
    return switch (kind) {
      case LOG -> name -> name.startsWith("log-");
      case SNAPSHOT -> name -> name.equals("raft.snapshot");
    };
  }
}
