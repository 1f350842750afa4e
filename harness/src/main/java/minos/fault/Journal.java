package minos.fault;

/**
 * Where it is written down what will have to be healed, before anything is broken: so that it is
 * healed even if this process is killed in between.
 */
public interface Journal extends AutoCloseable {
  /** For runs of which nothing is left when their process is killed. */
  Journal NONE =
      new Journal() {
        @Override
        public void breaking(Fault fault, long nanos) {}

        @Override
        public void healed(Fault.Family family, long nanos) {}

        @Override
        public void close() {}
      };

  /**
   * A fault is about to be injected. On disk when it returns.
   *
   * @param nanos since the run began
   */
  void breaking(Fault fault, long nanos);

  /** All faults of that family are seen to be healed. */
  void healed(Fault.Family family, long nanos);

  /** The cluster is gone, or stays as it is. */
  @Override
  void close();
}
