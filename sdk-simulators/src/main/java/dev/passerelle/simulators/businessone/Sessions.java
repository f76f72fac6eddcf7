package dev.passerelle.simulators.businessone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sessions with their sliding time-out, and the licences that they hold. */
final class Sessions {
  private record Session(String user, Instant usedAt) {}

  private final Clock clock;
  private final Map<String, Session> open = new HashMap<>();
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, Set<String>> denied = new HashMap<>();
  private int logins;
  private int logouts;
  private int licences = 100;
  Duration timeout = Duration.ofMinutes(30);

  Sessions(Clock clock) {
    this.clock = clock;
  }

  synchronized void user(String name, String password) {
    passwords.put(name, password);
  }

  synchronized void deny(String user, String set) {
    denied.computeIfAbsent(user, name -> new HashSet<>()).add(set);
  }

  synchronized void licences(int most) {
    licences = most;
  }

  /** The session id; the vendor's refusals for a wrong password and for a full house. */
  synchronized String login(String user, String password) {
    if (!password.equals(passwords.get(user))) {
      throw new B1Error(401, -304, "Fail to NONE-SSO login from SLD.");
    }
    open.values().removeIf(session -> isIdle(session));
    if (open.size() >= licences) {
      throw new B1Error(500, 299, "No licence available");
    }
    String id = "b1000000-0000-4000-8000-%012d".formatted(++logins);
    open.put(id, new Session(user, clock.instant()));
    return id;
  }

  private boolean isIdle(Session session) {
    return !session.usedAt().plus(timeout).isAfter(clock.instant());
  }

  /** The user of a living session; slides its time-out. */
  synchronized String use(String id) {
    Session session = open.get(id);
    if (session == null || isIdle(session)) {
      open.remove(id);
      throw B1Error.deadSession();
    }
    open.put(id, new Session(session.user(), clock.instant()));
    return session.user();
  }

  synchronized void logout(String id) {
    if (open.remove(id) == null) {
      throw B1Error.deadSession();
    }
    logouts++;
  }

  synchronized boolean mayNot(String user, String set) {
    return denied.getOrDefault(user, Set.of()).contains(set);
  }

  synchronized void expireAll() {
    open.clear();
  }

  synchronized int logins() {
    return logins;
  }

  synchronized int logouts() {
    return logouts;
  }

  synchronized int open() {
    open.values().removeIf(this::isIdle);
    return open.size();
  }
}
