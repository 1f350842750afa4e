package minos.client;

/**
 * What a client asks of one certain server about itself: needs no leader and no majority. One at a
 * time on a connection: the next after the answer.
 */
public sealed interface AdminRequest {
  /** What the server believes right now; the answer is {@link AdminResponse.ServerStatus}. */
  record Status() implements AdminRequest {}

  /**
   * A part of the server's log, committed or not; the answer is {@link AdminResponse.LogEntries}.
   *
   * @param from first index, or the first that is still there
   * @param max entries at most; fewer where they are large
   */
  record Entries(long from, int max) implements AdminRequest {}

  /**
   * Cuts the server off from all others, as a partition would: what they say is not heard, and what
   * it says does not leave. Clients still reach it. The answer is {@link AdminResponse.Done}.
   */
  record Detach() implements AdminRequest {}

  /** Joins it again; the answer is {@link AdminResponse.Done}. */
  record Attach() implements AdminRequest {}
}
