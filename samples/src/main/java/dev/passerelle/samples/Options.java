package dev.passerelle.samples;

import java.util.List;

/** Options of a command line: {@code --name value}, or {@code --name} alone. */
final class Options {
  private final List<String> arguments;

  Options(String[] arguments) {
    this.arguments = List.of(arguments);
  }

  boolean has(String name) {
    return arguments.contains("--" + name);
  }

  String get(String name, String otherwise) {
    int at = arguments.indexOf("--" + name);
    return at < 0 || at + 1 >= arguments.size() ? otherwise : arguments.get(at + 1);
  }
}
