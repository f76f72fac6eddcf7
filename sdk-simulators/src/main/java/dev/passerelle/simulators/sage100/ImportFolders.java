package dev.passerelle.simulators.sage100;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directories of the import (layout of import files, §1). */
final class ImportFolders {
  static final Charset SAGE = Charset.forName("windows-1252");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]{1,60}\\.txt");

  private final Path root;

  ImportFolders(Path root) {
    this.root = root;
    try {
      for (String name : List.of("in", "work", "done", "refused", "out")) {
        Files.createDirectories(root.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files that wait, in the order of their names. */
  List<Path> waiting() {
    try (Stream<Path> files = Files.list(root.resolve("in"))) {
      return files
          .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return file.getFileName().toString().replace(".txt", "");
  }

  /** Takes a file for the import; where it is then. */
  Path take(Path file) {
    return move(file, "work");
  }

  Path move(Path file, String folder) {
    try {
      Path target = root.resolve(folder).resolve(file.getFileName());
      return Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), SAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeJournal(String name, List<String> lines) {
    try {
      Path draft = root.resolve("out").resolve(name + ".tmp");
      Files.write(draft, (String.join("\r\n", lines) + "\r\n").getBytes(SAGE));
      Files.move(
          draft,
          root.resolve("out").resolve(name + ".jrn"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
