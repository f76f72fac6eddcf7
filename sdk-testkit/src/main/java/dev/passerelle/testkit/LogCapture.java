package dev.passerelle.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Everything that is printed or logged while it is open: the standard streams (to which {@code
 * slf4j-simple} writes) and the loggers of {@code java.util.logging}, in full detail.
 */
final class LogCapture implements AutoCloseable {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Logger root = Logger.getLogger("");
  private final Level level = root.getLevel();
  private final Handler handler = new Recorder();

  LogCapture() {
    PrintStream sink = new PrintStream(text, true, StandardCharsets.UTF_8);
    System.setOut(sink);
    System.setErr(sink);
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
  }

  /** What was printed and logged so far. */
  String text() {
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    root.removeHandler(handler);
    root.setLevel(level);
  }

  private final class Recorder extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      text.writeBytes(formatter.format(entry).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
      // Kept in memory.
    }

    @Override
    public void close() {
      // Kept in memory.
    }
  }
}
