package minos.cluster;

import java.util.List;

/** The files of a node that is down, as a disk that rots would change them. */
public interface StoredFiles {
  /** What a file is to its node. */
  enum Kind {
    LOG,
    SNAPSHOT
  }

  /** Names of the files of that kind that are there, in order. */
  List<String> list(Kind kind) throws FaultNotInjected;

  byte[] read(String name) throws FaultNotInjected;

  /** Overwrites bytes, or adds them at the end. */
  void write(String name, long position, byte[] bytes) throws FaultNotInjected;

  void truncate(String name, long size) throws FaultNotInjected;

  /**
   * Removes all that the node ever wrote.
   *
   * @return how many files went
   */
  int wipe() throws FaultNotInjected;
}
