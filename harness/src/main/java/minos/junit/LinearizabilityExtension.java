package minos.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minos.cli.Embedded;
import minos.cli.ExitCode;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** One invocation for each seed, each after a run. */
final class LinearizabilityExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(LinearizabilityTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    LinearizabilityTest asked =
        context.getRequiredTestMethod().getAnnotation(LinearizabilityTest.class);
    return LongStream.range(asked.seed(), asked.seed() + asked.runs())
        .mapToObj(seed -> new OneSeed(asked, seed));
  }

  record OneSeed(LinearizabilityTest asked, long seed) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return asked.workload() + " under " + asked.faults() + ", seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      BeforeTestExecutionCallback run = context -> run();
      return List.of(run, new MinosExtension());
    }

    void run() {
      List<String> words = new ArrayList<>(List.of("run", "--system", asked.system()));
      words.addAll(List.of("--workload", asked.workload(), "--faults", asked.faults()));
      words.addAll(List.of("--nodes", Integer.toString(asked.nodes()), "--time", asked.time()));
      words.addAll(List.of("--in", asked.in(), "--seed", Long.toString(seed)));
      words.addAll(List.of("--results", asked.results()));
      words.addAll(List.of(asked.options()));
      Embedded.Result result = Embedded.execute(words);
      if (result.exitCode() != ExitCode.VALID) {
        throw new AssertionError(result.text());
      }
    }
  }
}
