package dev.passerelle.sage.sage100;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.sage.sage100.model.ImportRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directories of Sage's file import, layout 1 ({@code docs/sage-100-import.md}): the way of
 * writing where no agent runs. Usable without the sync engine. Thread-safe.
 *
 * <p>A file shows under its name when it is complete, never before. An import knows no references:
 * the same name is never used for two files as long as the first one or its journal is there.
 */
public final class ImportDirectory {
  /** The layout that is written. */
  static final String LAYOUT = "1";

  private static final String ENDING = ".txt";

  private static final Charset CHARSET = Charset.forName("windows-1252");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  private final Path root;
  private final String system;
  private final int mostWaiting;

  /** Where a file is. */
  public enum Stage {
    /** Nobody has taken it yet. */
    WAITING,
    /** It is being imported, or was interrupted. */
    RUNNING,
    /** It was read to its end; its journal tells what became of its records. */
    DONE,
    /** Nothing of it was imported. */
    REFUSED,
    /** There is no such file. */
    NONE
  }

  private ImportDirectory(Path root, String system, int mostWaiting) {
    this.root = root;
    this.system = system;
    this.mostWaiting = mostWaiting;
  }

  /** The directories {@code in}, {@code work}, {@code done}, {@code refused}, {@code out} below. */
  public static ImportDirectory of(Path root) {
    return new ImportDirectory(Objects.requireNonNull(root, "root"), "sage100", 500);
  }

  /** The same, called otherwise in errors. */
  public ImportDirectory named(String name) {
    return new ImportDirectory(root, name, mostWaiting);
  }

  /**
   * The same with another limit of files that may wait at once; beyond it, as on a full disk,
   * nothing more is written. Default 500.
   */
  public ImportDirectory mostWaiting(int files) {
    if (files < 1) {
      throw new IllegalArgumentException("mostWaiting: at least 1");
    }
    return new ImportDirectory(root, system, files);
  }

  /**
   * Writes a file with its first and last line and shows it to the import.
   *
   * @param name 1 to 60 letters, digits, {@code _} and {@code -}; files are taken in their order
   * @param database the company
   * @param records lines without line ends, flag first
   * @throws IllegalArgumentException for a name or a value that no file can hold
   * @throws SystemUnavailable when the directory cannot be used or is full; nothing was written
   */
  public void submit(String name, String database, List<List<String>> records) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: 1 to 60 letters, digits, _ and -");
    }
    byte[] content = content(name, database, records);
    Path hidden = root.resolve("in").resolve(name + ".tmp");
    long waiting = waiting();
    if (waiting >= mostWaiting) {
      throw full(waiting, "nobody picks the files up");
    }
    try {
      write(hidden, content);
      Files.move(hidden, root.resolve("in").resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(hidden, e);
      if (stage(name) == Stage.NONE) {
        throw noSpace(e) ? full(waiting, "no space left on the disk") : unusable(e);
      }
      // Shown all the same: a network share may do the work and lose the answer.
    }
  }

  private static byte[] content(String name, String database, List<List<String>> records) {
    StringBuilder text = new StringBuilder();
    text.append(ImportText.line(List.of("V", LAYOUT, database, name)));
    records.forEach(record -> text.append(ImportText.line(record)));
    text.append(ImportText.line(List.of("Z", Integer.toString(records.size() + 1))));
    try {
      ByteBuffer bytes =
          CHARSET
              .newEncoder()
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(java.nio.CharBuffer.wrap(text));
      byte[] content = new byte[bytes.remaining()];
      bytes.get(content);
      return content;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a character that Windows-1252 has not", e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** What cannot be taken away is under no name that the import looks for. */
  private static void discard(Path hidden, IOException cause) {
    try {
      Files.deleteIfExists(hidden);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean noSpace(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space")
        || message.contains("not enough space")
        || message.contains("espace");
  }

  /** How many files wait to be taken. */
  public long waiting() {
    try (Stream<Path> files = Files.list(root.resolve("in"))) {
      return files.filter(file -> file.toString().endsWith(ENDING)).count();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Where the file is. */
  public Stage stage(String name) {
    String file = name + ENDING;
    if (exists("done", file)) {
      return Stage.DONE;
    } else if (exists("refused", file)) {
      return Stage.REFUSED;
    } else if (exists("work", file)) {
      return Stage.RUNNING;
    }
    // Looked for last and once more: a file moves on while one looks.
    return exists("in", file)
        ? Stage.WAITING
        : exists("work", file) ? Stage.RUNNING : exists("done", file) ? Stage.DONE : Stage.NONE;
  }

  private boolean exists(String directory, String file) {
    return Files.exists(root.resolve(directory).resolve(file));
  }

  /** The files that wait or are being imported, or were interrupted; sorted. */
  public List<String> unfinished() {
    List<String> names = new ArrayList<>();
    for (String directory : List.of("in", "work")) {
      try (Stream<Path> files = Files.list(root.resolve(directory))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(ENDING))
            .forEach(file -> names.add(file.substring(0, file.length() - ENDING.length())));
      } catch (IOException e) {
        throw unusable(e);
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  /**
   * The records of a file, wherever it is, without its first and last line; empty if it is gone.
   */
  public Optional<List<List<String>>> records(String name) {
    for (String directory : List.of("in", "work", "done", "refused")) {
      Optional<List<List<String>>> lines =
          text(root.resolve(directory).resolve(name + ENDING)).map(ImportText::lines);
      if (lines.isPresent()) {
        return lines.map(all -> all.size() < 2 ? List.of() : all.subList(1, all.size() - 1));
      }
    }
    return Optional.empty();
  }

  /** Empty when the file is not there, or moved on while one looked. */
  private Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file, CHARSET));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** What the import said of each record; empty while there is no journal. */
  public Optional<List<ImportRecord>> journal(String name) {
    return text(root.resolve("out").resolve(name + ".jrn")).map(ImportText::journal);
  }

  /** The directories that are missing or closed to us; none when all is well. */
  public List<String> unusable() {
    List<String> wrong = new ArrayList<>();
    for (String name : List.of("in", "work", "done", "refused", "out")) {
      Path directory = root.resolve(name);
      boolean usable = Files.isDirectory(directory) && Files.isReadable(directory);
      if (!usable || (name.equals("in") && !Files.isWritable(directory))) {
        wrong.add(name);
      }
    }
    return wrong;
  }

  private SystemUnavailable full(long files, String why) {
    return new SystemUnavailable(
        ErrorDetail.of(ErrorCode.IMPORT_DIRECTORY_FULL)
            .system(system)
            .figure("directory", root.resolve("in"))
            .figure("files", files)
            .cause(why)
            .build());
  }

  private SystemUnavailable unusable(IOException e) {
    return new SystemUnavailable(
        ErrorDetail.of(ErrorCode.IMPORT_DIRECTORY_UNUSABLE)
            .system(system)
            .figure("directory", root)
            .cause(e.getClass().getSimpleName())
            .build());
  }
}
