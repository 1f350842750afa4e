package minos.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import minos.history.Format;
import minos.history.Formats;
import minos.history.HistoryMalformed;
import minos.history.Loaded;
import minos.history.convert.CannotHold;
import minos.history.convert.Conversion;
import minos.store.RunFolder;
import minos.store.StoreFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos convert}: a history in another format. */
@Command(
    name = "convert",
    description = {
      "Writes a history in another format, and says what that cannot hold.",
      "",
      "Formats: jsonl (Minos), edn (Jepsen and Knossos), log (Jepsen's log), kv",
      "(porcupine's key-value histories), csv (a table). Which IN has, it says itself.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written",
      "254:bad arguments, no history, or the format cannot hold it",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos convert results/latest history.edn     for Knossos",
      "  minos convert etcd_000.log etcd.jsonl.gz",
      "  minos convert --to csv history.edn | column -s, -t"
    })
final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A history, a run's folder, or - for standard input.")
  private String in = Target.INPUT;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      description = {"A file, gzipped if it ends so; without it, or with -, standard output."})
  private String out = Target.INPUT;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description = "jsonl, edn, log, kv or csv (default: as OUT ends).")
  private @Nullable String to;

  @Option(names = "--lenient", description = "Leave malformed lines out, and name them.")
  private boolean lenient;

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    Format format = format();
    Loaded loaded = load();
    loaded.warnings().forEach(warning -> console.complain("warning: " + warning));
    try {
      List<String> lost =
          out.equals(Target.INPUT) ? toOutput(loaded, format) : toFile(loaded, format);
      loaded.notes().forEach(note -> console.complain("note: " + in + ": " + note));
      lost.forEach(note -> console.complain("note: " + note));
      return ExitCode.VALID;
    } catch (CannotHold e) {
      throw new BadArguments(in + ": " + e.getMessage());
    }
  }

  private Format format() throws BadArguments {
    if (to != null) {
      String asked = to;
      return Format.named(asked)
          .orElseThrow(
              () -> new BadArguments("--to " + asked + " is no format; known: " + Format.labels()));
    }
    return Format.ofName(out)
        .orElseThrow(() ->
            new BadArguments(
                out.equals(Target.INPUT)
                    ? "say which format with --to: " + Format.labels()
                    : out + " ends as no format does; say which with --to: " + Format.labels()));
  }

  private Loaded load() throws BadArguments, StoreFailed {
    Path path = Path.of(in);
    Path file = Files.isDirectory(path) ? new RunFolder(path).history() : path;
    try {
      if (in.equals(Target.INPUT)) {
        return Formats.load(System.in, in, lenient);
      }
      if (!Files.exists(file)) {
        throw new BadArguments("cannot read " + file + ": no such file");
      }
      return Formats.load(file, lenient);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }

  private List<String> toOutput(Loaded loaded, Format format) throws StoreFailed, CannotHold {
    try {
      List<String> notes = Conversion.write(loaded.columns(), format, console.out());
      console.out().flush();
      return notes;
    } catch (IOException e) {
      throw new StoreFailed("cannot write to standard output: " + e.getMessage());
    }
  }

  /** The file appears whole or not at all. */
  private List<String> toFile(Loaded loaded, Format format) throws StoreFailed, CannotHold {
    Path target = Path.of(out);
    Path part = Path.of(out + ".part");
    try {
      List<String> notes = write(loaded, format, part);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      return notes;
    } catch (IOException e) {
      throw StoreFailed.writing(target, e);
    } finally {
      part.toFile().delete();
    }
  }

  private List<String> write(Loaded loaded, Format format, Path part)
      throws IOException, CannotHold {
    try (OutputStream file = Files.newOutputStream(part);
        OutputStream bytes = out.endsWith(".gz") ? new GZIPOutputStream(file) : file;
        Writer text = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      return Conversion.write(loaded.columns(), format, text);
    }
  }
}
