package dev.passerelle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a Java machine of its own, with this one's class path and the first compiler only:
 * for a heap of a given size, or to be killed. Its output is read as it comes, so that it never
 * waits for us.
 */
public final class OwnJvm implements AutoCloseable {
  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final Thread reader;

  private OwnJvm(Process process) {
    this.process = process;
    reader = new Thread(this::read, "output of a benchmark's program");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a program.
   *
   * @param heapMb the largest heap, in MiB
   * @param program the class with {@code main}
   */
  public static OwnJvm start(int heapMb, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMb + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return new OwnJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        synchronized (output) {
          output.add(line);
        }
        line = lines.readLine();
      }
    } catch (IOException ended) {
      // A killed process closes its pipe; what it had said is kept.
    }
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    reader.join();
  }

  /**
   * Waits for its end.
   *
   * @return what it printed
   * @throws IllegalStateException when it fails or takes longer
   */
  public List<String> await(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException("a program took longer than " + seconds + " s" + said());
    }
    reader.join();
    if (process.exitValue() != 0) {
      throw new IllegalStateException("a program ended with " + process.exitValue() + said());
    }
    return output();
  }

  private List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  private String said() {
    return ":\n" + String.join("\n", output());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
