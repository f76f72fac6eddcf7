package dev.passerelle.odoo;

import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.Calls;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.odoo.model.OdooVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One way into one database. Finds out when first used which version answers and which dialect it
 * speaks; nothing is assumed (fact sheet §1). Thread-safe.
 */
final class Connection {
  /** Who we are there, and how we speak. */
  record Session(OdooVersion version, OdooDialect dialect, long uid, String secret) {}

  private final String system;
  private final String database;
  private final OdooCredentials credentials;
  private final @Nullable OdooDialect wanted;
  private final Wires wires;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Session held;

  /**
   * The services of both dialects.
   *
   * @param rpc without credentials of its own: they go in the body
   * @param rpcCalls executes them
   * @param named with the key as bearer token
   * @param namedCalls executes them
   */
  record Wires(OdooApi rpc, Calls rpcCalls, OdooApi named, Calls namedCalls) {}

  Connection(
      String system,
      String database,
      OdooCredentials credentials,
      @Nullable OdooDialect wanted,
      Wires wires) {
    this.system = system;
    this.database = database;
    this.credentials = credentials;
    this.wanted = wanted;
    this.wires = wires;
  }

  String system() {
    return system;
  }

  String database() {
    return database;
  }

  /** The session, opened if need be. */
  Session session() {
    Session now = held;
    return now == null ? opened(null) : now;
  }

  /** The method's answer; null in a tree where it returned nothing. */
  JsonTree call(OdooCall call, @Nullable Lane lane) {
    Session session = session();
    try {
      return send(session, call, lane);
    } catch (AuthenticationFailed e) {
      // The bearer token of JSON-2 is renewed by the kit; here the secret is part of the body.
      if (session.dialect() == OdooDialect.JSON_2
          || credentials.secret().equals(session.secret())) {
        throw e;
      }
      return send(opened(session), call, lane);
    }
  }

  private JsonTree send(Session session, OdooCall call, @Nullable Lane lane) {
    if (session.dialect() == OdooDialect.JSON_2) {
      Calls calls = lane == null ? wires.namedCalls() : wires.namedCalls().in(lane);
      JsonTree body = call.named();
      return calls.execute(
          call.reads()
              ? wires.named().ask(call.model(), call.method(), body)
              : wires.named().tell(call.model(), call.method(), body));
    }
    Calls calls = lane == null ? wires.rpcCalls() : wires.rpcCalls().in(lane);
    JsonTree envelope =
        envelope(
            "object",
            "execute_kw",
            List.of(
                database,
                session.uid(),
                session.secret(),
                call.model(),
                call.method(),
                call.places(),
                call.rest()));
    return result(
        calls.execute(call.reads() ? wires.rpc().ask(envelope) : wires.rpc().tell(envelope)));
  }

  private static JsonTree envelope(String service, String method, List<?> args) {
    return JsonTree.of(
        Map.of(
            "jsonrpc",
            "2.0",
            "method",
            "call",
            "id",
            1,
            "params",
            Map.of("service", service, "method", method, "args", args)));
  }

  /** A method that returned nothing leaves the member out (fact sheet §1). */
  private JsonTree result(JsonTree answer) {
    if (!answer.at("error").isMissing() && !answer.at("error").isNull()) {
      // Only an error too long to be read by the translation gets here.
      throw new TransientFailure(ErrorDetail.of(ErrorCode.SYSTEM_ERROR).system(system).build());
    }
    if (answer.at("jsonrpc").isMissing()) {
      throw new DriftDetected(
          ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE)
              .system(system)
              .cause("no JSON-RPC envelope")
              .build());
    }
    JsonTree result = answer.at("result");
    return result.isMissing() ? JsonTree.of(null) : result;
  }

  // ---------------------------------------------------------------- opening

  private Session opened(@Nullable Session refused) {
    lock.lock();
    try {
      Session now = held;
      if (now != null && now != refused) {
        return now;
      }
      OdooVersion version = refused == null ? version() : refused.version();
      Session fresh = open(version);
      held = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private Session open(OdooVersion version) {
    if (version.major() < OdooVersion.OLDEST) {
      throw unsupported(version.text(), "Odoo 16 to 19");
    }
    boolean mayBeNamed = credentials.isKey() && wanted != OdooDialect.JSON_RPC;
    if (wanted == OdooDialect.JSON_2 && !credentials.isKey()) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID, system + ".dialect", "JSON-2 takes an API key only");
    }
    if (mayBeNamed && (version.major() >= OdooVersion.NAMED || wanted == OdooDialect.JSON_2)) {
      Optional<Session> named = named(version);
      if (named.isPresent()) {
        return named.get();
      }
      if (wanted == OdooDialect.JSON_2) {
        throw unsupported(version.text(), "Odoo 19 with JSON-2");
      }
    }
    return byRpc(version);
  }

  /** Empty where the server does not have this dialect: an older one leads to its log-in page. */
  private Optional<Session> named(OdooVersion version) {
    JsonTree who;
    try {
      who =
          wires
              .namedCalls()
              .execute(wires.named().ask("res.users", "context_get", JsonTree.of(Map.of())));
    } catch (SystemUnavailable e) {
      if (e.code() == ErrorCode.REDIRECT_REFUSED || e.code() == ErrorCode.HTML_INSTEAD_OF_JSON) {
        return Optional.empty();
      }
      throw e;
    } catch (RefusedByRemote e) {
      if (e.httpStatus().orElse(0) == 404) {
        return Optional.empty();
      }
      throw e;
    }
    long uid = who.at("uid").number().map(Number::longValue).orElse(0L);
    return Optional.of(new Session(version, OdooDialect.JSON_2, uid, ""));
  }

  private Session byRpc(OdooVersion version) {
    String secret = credentials.secret();
    JsonTree uid;
    try {
      uid = common("authenticate", List.of(database, credentials.login(), secret, Map.of()));
    } catch (TransientFailure e) {
      throw e.detail().cause() != null && e.detail().cause().contains("OperationalError")
          ? InvalidConfiguration.inCode(
              ErrorCode.CONFIGURATION_INVALID,
              system + ".database",
              "the server does not open this database")
          : e;
    }
    // A wrong password is told by false, not by an error (fact sheet §1).
    long number =
        uid.number()
            .map(Number::longValue)
            .orElseThrow(
                () ->
                    new AuthenticationFailed(
                        ErrorDetail.of(ErrorCode.CREDENTIALS_REFUSED).system(system).build()));
    return new Session(version, OdooDialect.JSON_RPC, number, secret);
  }

  private JsonTree common(String method, List<?> args) {
    return result(wires.rpcCalls().execute(wires.rpc().ask(envelope("common", method, args))));
  }

  /** Asks without logging in; where the old dialect is gone, the new one's page tells. */
  OdooVersion version() {
    try {
      return OdooVersion.of(common("version", List.of()));
    } catch (SystemUnavailable | RefusedByRemote e) {
      if (e.code() == ErrorCode.SYSTEM_UNREACHABLE || e.code() == ErrorCode.CIRCUIT_OPEN) {
        throw e;
      }
      return byPage(e);
    }
  }

  private OdooVersion byPage(PasserelleException first) {
    try {
      return OdooVersion.of(wires.rpcCalls().execute(wires.rpc().version()));
    } catch (SystemUnavailable | RefusedByRemote e) {
      // The first answer tells better what is wrong with the address.
      throw first;
    }
  }

  private InvalidConfiguration unsupported(String actual, String expected) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.API_VERSION_UNSUPPORTED)
            .system(system)
            .figure("actual", actual)
            .figure("expected", expected)
            .build();
    return new InvalidConfiguration(
        detail, new InvalidConfiguration.Place("code", 0, system + ".url"));
  }
}
