package minos.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import minos.cluster.FaultNotInjected;
import minos.cluster.Saboteur;
import minos.cluster.StoredFiles;
import minos.node.disk.Disk;
import minos.node.disk.SabotagedDisk;
import minos.node.disk.SimulatedDisk;
import minos.sim.SimStorage;

/** What of a simulated server outlives its processes. */
record SimulatedStorage(SimulatedDisk disk, Optional<WatchedServer> watched) implements SimStorage {
  @Override
  public void losePower(RandomGenerator random) {
    disk.losePower(random);
  }

  @Override
  public Optional<Saboteur> saboteur() {
    return Optional.of(new Obeying(disk));
  }

  @Override
  public Optional<StoredFiles> files() {
    return Optional.of(new Rotting(disk.files(), () -> watched.ifPresent(WatchedServer::harmed)));
  }

  /** Hands orders to the disk. */
  private record Obeying(SimulatedDisk disk) implements Saboteur {
    @Override
    public Report obey(String order) {
      SabotagedDisk.Report report = disk.obey(order);
      return new Report(
          report.disk(),
          report.armed(),
          report.slowMillis(),
          report.full(),
          report.slowed(),
          report.failed());
    }
  }

  /** Changes what is on the disk, and what the operating system has of it. */
  private record Rotting(Disk disk, Runnable harmed) implements StoredFiles {
    private interface Use<T> {
      T of(Disk.File file) throws IOException;
    }

    private <T> T with(String name, Use<T> use) throws FaultNotInjected {
      try (Disk.File file = disk.open(name)) {
        T result = use.of(file);
        file.force();
        return result;
      } catch (IOException e) {
        throw new FaultNotInjected(name + ": " + e.getMessage(), e);
      }
    }

    @Override
    public List<String> list(Kind kind) {
      try {
        return disk.names().stream().filter(RaftKvFiles.of(kind)).toList();
      } catch (IOException e) {
        throw new UncheckedIOException("a disk in memory failed", e);
      }
    }

    @Override
    public byte[] read(String name) throws FaultNotInjected {
      return with(name, file -> file.read(0, (int) file.size()));
    }

    @Override
    public void write(String name, long position, byte[] bytes) throws FaultNotInjected {
      harmed.run();
      with(
          name,
          file -> {
            file.write(position, bytes);
            return file;
          });
    }

    @Override
    public void truncate(String name, long size) throws FaultNotInjected {
      harmed.run();
      with(
          name,
          file -> {
            file.truncate(size);
            return file;
          });
    }

    @Override
    public int wipe() throws FaultNotInjected {
      harmed.run();
      try {
        int files = disk.names().size();
        for (String name : disk.names()) {
          disk.delete(name);
        }
        disk.forceNames();
        return files;
      } catch (IOException e) {
        throw new FaultNotInjected("the disk was not wiped: " + e.getMessage(), e);
      }
    }
  }
}
