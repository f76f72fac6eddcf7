package dev.passerelle.samples.nodes;

import dev.passerelle.core.http.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node as a process of its own, with its log. */
final class NodeProcess {
  private static final Duration LOOK = Duration.ofMillis(20);
  private final String name;
  private final Path log;
  private final Process process;

  private NodeProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static NodeProcess start(Path folder, String name, List<String> options) throws IOException {
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Node.class.getName());
    command.add("node=" + name);
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new NodeProcess(name, log, process);
  }

  String name() {
    return name;
  }

  /** Until it has started all its engines. */
  NodeProcess started() throws IOException, InterruptedException {
    while (said("started") == 0) {
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " ended: " + Files.readString(log));
      }
      Pause.sleeping().await(LOOK);
    }
    return this;
  }

  /** How many lines of its log hold a text. */
  long said(String text) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.contains(text)).count();
  }

  /** Sends it a signal: {@code KILL}, {@code STOP}, {@code CONT} or {@code TERM}. */
  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /** Asks it to end, and waits. */
  void end() throws IOException, InterruptedException {
    signal("CONT");
    signal("TERM");
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
