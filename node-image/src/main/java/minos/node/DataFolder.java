package minos.node;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import minos.kv.StateMachine;
import minos.node.config.Options;
import minos.node.disk.Disk;
import minos.node.disk.DurableLog;
import minos.node.disk.FolderDisk;
import minos.node.disk.Identity;
import minos.node.disk.MeasuredDisk;
import minos.node.disk.Memory;
import minos.node.disk.VolatileDisk;
import minos.raft.Durable;
import minos.raft.Rules;

/**
 * Opens all that a server remembers; what cannot be used is one line for the user.
 *
 * @param under what the disk is to be, of what it would be
 * @param notice takes lines for the server's log
 */
record DataFolder(
    Options options, UnaryOperator<Disk> under, Observer observer, Consumer<String> notice) {

  Disk disk() throws IOException {
    try {
      FolderDisk folder = new FolderDisk(options.storage().data());
      Disk disk =
          switch (options.storage().disk()) {
            case REAL -> folder;
            case VOLATILE -> new VolatileDisk(folder);
            case TORN -> VolatileDisk.tearing(folder, new SplittableRandom(System.nanoTime()));
          };
      return new MeasuredDisk(
          under.apply(disk),
          System::nanoTime,
          observer.meters().appends::record,
          observer.meters().forces::record);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  long incarnation(Disk disk) throws IOException {
    try {
      return Identity.of(disk, new SecureRandom().nextLong());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private IOException unusable(IOException e) {
    return new IOException("--data " + options.storage().data() + ": " + describe(e), e);
  }

  Memory memory(Disk disk, Rules rules) throws IOException {
    try {
      DurableLog.Settings settings =
          new DurableLog.Settings(
              options.id(),
              System.nanoTime(),
              options.storage().segmentBytes(),
              options.joins() || options.servers().size() > 1,
              rules);
      Memory memory = Memory.open(disk, settings, notice);
      Durable durable = memory.durable();
      notice.accept(
          "recovered term "
              + durable.ballot().term()
              + durable.snapshot().map(mark -> ", a snapshot up to " + mark.index()).orElse("")
              + " and "
              + durable.log().size()
              + " entries from "
              + options.storage().data());
      if (durable.isEmpty() && !options.joins() && options.servers().size() > 1) {
        notice.accept(
            "remembers nothing: a cluster begins once all of"
                + options.servers().keySet().stream().map(id -> " " + id).collect(joining())
                + " run");
      }
      return memory;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  StateMachine machine(Memory memory, Rules rules) throws IOException {
    try {
      return StoredSnapshots.machineOf(memory.snapshots(), rules);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String describe(IOException e) {
    return e instanceof FileSystemException
        ? e.getClass().getSimpleName() + " " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
