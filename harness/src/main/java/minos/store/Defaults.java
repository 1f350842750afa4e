package minos.store;

/** What a run is when nothing else is asked for, as a user would type it. */
public final class Defaults {
  public static final String SYSTEM = "raft-kv";
  public static final String WORKLOAD = "register";
  public static final String NODES = "5";
  public static final String FAULTS = "partition,kill,pause";
  public static final String TIME = "30s";
  public static final String CONCURRENCY = "10";
  public static final String RATE = "100";
  public static final String KEYS = "5";

  private Defaults() {}
}
