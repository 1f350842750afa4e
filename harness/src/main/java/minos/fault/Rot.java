package minos.fault;

import java.util.Locale;
import minos.cluster.StoredFiles;

/** What becomes of a file while nobody looks. */
enum Rot {
  FLIP_LOG(StoredFiles.Kind.LOG),
  FLIP_SNAPSHOT(StoredFiles.Kind.SNAPSHOT),
  TRUNCATE_LOG(StoredFiles.Kind.LOG),
  TRUNCATE_SNAPSHOT(StoredFiles.Kind.SNAPSHOT);

  private final StoredFiles.Kind file;

  Rot(StoredFiles.Kind file) {
    this.file = file;
  }

  StoredFiles.Kind file() {
    return file;
  }

  boolean flips() {
    return this == FLIP_LOG || this == FLIP_SNAPSHOT;
  }

  /** As users write it: {@code flip-log}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
