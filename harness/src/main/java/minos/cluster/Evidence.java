package minos.cluster;

import java.util.List;

/**
 * Why we believe that a fault took effect, or that it was healed: what was observed, in words, one
 * line each ("n1: /proc/1/stat says T", "n3 to n1: no answer in 300 ms, 4 packets dropped").
 */
public record Evidence(List<String> observations) {
  public static Evidence of(String... observations) {
    return new Evidence(List.of(observations));
  }
}
