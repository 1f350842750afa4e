package minos.raft;

/** "At any given time each server is in one of three states" (§5.1). */
public enum Role {
  FOLLOWER,
  CANDIDATE,
  LEADER
}
