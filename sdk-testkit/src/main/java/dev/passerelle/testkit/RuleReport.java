package dev.passerelle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Keeps account of the rules of a contract: which were proven, which were skipped and why, and
 * turns a skip that the test class does not allow into a failure.
 */
final class RuleReport implements InvocationInterceptor, BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(RuleReport.class);
  private static final Pattern RULE = Pattern.compile("([A-Z])(\\d*)\\b.*");

  private record Entry(String name, String outcome) {}

  /** In the order in which people look rules up: R1, R2, …, R10. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> numbered(entry.name()));

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(NAMESPACE).put(context.getRequiredTestClass(), new ArrayList<Entry>());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    account(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    account(invocation, context);
  }

  private void account(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
    String name = context.getDisplayName();
    try {
      invocation.proceed();
      note(context, name, "proven");
    } catch (NotApplicable notApplicable) {
      note(context, name, "does not apply: " + notApplicable.getMessage());
      throw notApplicable;
    } catch (TestAbortedException skip) {
      note(context, name, "SKIPPED: " + skip.getMessage());
      throw allowed(skip, name, context);
    }
  }

  private static Throwable allowed(
      TestAbortedException skip, String name, ExtensionContext context) {
    EntityAdapterContract contract = (EntityAdapterContract) context.getRequiredTestInstance();
    return contract.maySkip(name.split("[ :]", 2)[0])
        ? skip
        : new AssertionFailedError("must not be skipped: " + skip.getMessage(), skip);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<Entry> entries = new ArrayList<>(entries(context));
    entries.sort(ORDER);
    StringBuilder text = new StringBuilder();
    entries.forEach(
        entry ->
            text.append(System.lineSeparator())
                .append(entry.name())
                .append(" - ")
                .append(entry.outcome()));
    context.publishReportEntry("adapter contract", text.toString());
    keep(context.getRequiredTestClass().getName(), text.toString());
  }

  /** Beside the build's other reports, where there is such a place. */
  private static void keep(String testClass, String text) {
    Path target = Path.of(System.getProperty("basedir", "."), "target");
    if (!Files.isDirectory(target)) {
      return;
    }
    try {
      Path folder = Files.createDirectories(target.resolve("adapter-contract"));
      Files.writeString(folder.resolve(testClass + ".txt"), testClass + text + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void note(ExtensionContext context, String name, String outcome) {
    List<Entry> entries = entries(context);
    synchronized (entries) {
      entries.add(new Entry(name, outcome));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Entry> entries(ExtensionContext context) {
    return (List<Entry>)
        Objects.requireNonNull(
            context.getStore(NAMESPACE).get(context.getRequiredTestClass(), List.class));
  }

  private static String numbered(String name) {
    Matcher rule = RULE.matcher(name);
    return rule.matches() && !rule.group(2).isEmpty()
        ? "%s%03d %s".formatted(rule.group(1), Integer.parseInt(rule.group(2)), name)
        : name;
  }
}
