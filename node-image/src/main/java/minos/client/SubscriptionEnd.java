package minos.client;

/** Why a server ends a subscription. */
public sealed interface SubscriptionEnd {
  /** The entries asked for are gone from the log; the first that can be had is this one. */
  record Compacted(long first) implements SubscriptionEnd {}

  /** The subscriber did not read what it was sent; it may go on from this one. */
  record TooSlow(long next) implements SubscriptionEnd {}
}
