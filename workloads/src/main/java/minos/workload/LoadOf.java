package minos.workload;

import minos.generate.Generator;
import minos.run.Workload;

/** A workload whose clients read and change a few objects of one kind: see {@link Load}. */
interface LoadOf extends Workload {
  Load.Kind kind();

  @Override
  default Generator generator(Options options) {
    return Load.of(options, kind());
  }

  @Override
  default Generator finalGenerator(Options options) {
    return Load.finalReads(options, kind());
  }
}
