package dev.passerelle.samples.csv;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/**
 * One CSV file on disk, in UTF-8. It is read whole and replaced whole: after a crash there is the
 * old file or the new one, never half of one. Writers of this class exclude each other, in other
 * processes too, by a lock file beside it. A program that knows nothing of the lock and saves the
 * file between our last look and the rename, a matter of microseconds, loses what it saved.
 * Thread-safe.
 */
class CsvFile {
  private static final int TRIES = 5;

  private final Path path;

  CsvFile(Path path) {
    this.path = path;
  }

  /**
   * What a change makes of a table.
   *
   * @param table the table from now on
   * @param answer what is told about it
   */
  record Changed<T>(CsvTable table, T answer) {}

  /** The table as it stands. */
  CsvTable read() {
    return CsvTable.parse(text());
  }

  /** The file's text. */
  String text() {
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      if (text.isBlank()) {
        // Somebody is saving it, or it was emptied: not the same as a table without records.
        throw new TransientFailure(detail(ErrorCode.RECORD_IN_USE).build());
      }
      return text;
    } catch (CharacterCodingException notUtf8) {
      throw new SystemUnavailable(
          detail(ErrorCode.RESPONSE_UNREADABLE)
              .nextStep("Save " + path.getFileName() + " in UTF-8.")
              .build());
    } catch (IOException unreadable) {
      throw new SystemUnavailable(
          detail(ErrorCode.SYSTEM_UNREACHABLE)
              .nextStep("Check that " + path.getFileName() + " is there and may be read.")
              .build());
    }
  }

  /**
   * Changes the table under the lock. {@code change} is asked again when somebody saved the file
   * meanwhile.
   *
   * @throws TransientFailure when nothing was written, and trying again may help
   * @throws OutcomeUnknown when the file may have been replaced
   */
  <T> T change(Function<CsvTable, Changed<T>> change) {
    try (FileChannel channel =
            FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      for (int n = 0; lock != null && n < TRIES; n++) {
        String old = text();
        Changed<T> changed = change.apply(CsvTable.parse(old));
        String text = changed.table().text();
        if (text.equals(old)) {
          return changed.answer();
        }
        Path fresh = prepared(text);
        if (text().equals(old)) {
          exchange(fresh);
          return changed.answer();
        }
      }
      throw new TransientFailure(detail(ErrorCode.RECORD_IN_USE).build());
    } catch (OverlappingFileLockException anotherThread) {
      throw new TransientFailure(detail(ErrorCode.RECORD_IN_USE).build());
    } catch (IOException unwritable) {
      throw new TransientFailure(
          detail(ErrorCode.SYSTEM_UNREACHABLE)
              .nextStep("Check that the folder may be written and has room.")
              .build());
    }
  }

  /** The new text, safely on disk under another name. One name: a crash leaves no heap of them. */
  private Path prepared(String text) throws IOException {
    Path fresh = beside(".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    return fresh;
  }

  private void exchange(Path fresh) {
    try {
      replace(fresh, path);
    } catch (IOException halfWay) {
      throw new OutcomeUnknown(detail(ErrorCode.OUTCOME_UNKNOWN).build());
    }
  }

  /** Puts one file in the place of another in one step, and waits until the folder says so. */
  void replace(Path fresh, Path place) throws IOException {
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // Where folders are files, the new name is only safe once the folder is on disk.
    if (File.separatorChar == '/') {
      try (FileChannel folder = FileChannel.open(place.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    }
  }

  private Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /** An error about this file; never with its content or its folder. */
  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system("csv").entity(String.valueOf(path.getFileName()));
  }
}
