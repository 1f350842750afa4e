package minos.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** A run folder could not be made, written or read; the message is one clear line for the user. */
public final class StoreFailed extends Exception {
  public StoreFailed(String message) {
    super(message);
  }

  private StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says in words what the operating system said in its own. */
  public static StoreFailed writing(Path path, IOException cause) {
    return new StoreFailed("cannot write " + path + ": " + why(cause) + advice(cause), cause);
  }

  /** Says in words what the operating system said in its own. */
  public static StoreFailed reading(Path path, IOException cause) {
    return new StoreFailed("cannot read " + path + ": " + why(cause), cause);
  }

  private static String why(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e -> "permission denied";
      case NoSuchFileException e -> "no such file";
      case NotDirectoryException e -> "not a folder";
      case FileAlreadyExistsException e -> e.getFile() + " is there and is no folder";
      case FileSystemException e when e.getReason() != null -> decapitalized(e.getReason());
      default -> Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    };
  }

  private static String advice(IOException cause) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), "");
    return reason.contains("No space left")
        ? "; free some space (old runs can be deleted) or choose another folder with --results"
        : "; choose another folder with --results";
  }

  private static String decapitalized(String reason) {
    return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }
}
