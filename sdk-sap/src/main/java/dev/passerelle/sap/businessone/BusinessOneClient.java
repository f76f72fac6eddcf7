package dev.passerelle.sap.businessone;

import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.Connections;
import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.ServerClock;
import dev.passerelle.core.http.ServiceFactory;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.http.odata.ODataQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A typed client for one company of SAP Business One over its Service Layer, useful with or without
 * the sync engine. It speaks {@code /b1s/v2}, and {@code /b1s/v1} where that is all there is.
 *
 * <p>Thread-safe: all threads share one session, which is opened by one of them, renewed when it
 * died, and closed with the client, for it holds a licence. Every failure is a {@code
 * PasserelleException}. Reads are repeated when they fail in passing; creates are sent once.
 *
 * <pre>{@code
 * try (BusinessOneClient sap = BusinessOneClient.of(settings)) {
 *   sap.businessPartners().find("C20000").flatMap(partner -> partner.text("CardName"));
 * }
 * }</pre>
 */
public final class BusinessOneClient implements AutoCloseable {
  /** The newest version that is used; the one before where the server has no other. */
  public static final String API_VERSION = "b1s/v2";

  private final Session session;
  private final ServiceFactory http;
  private final Exchange exchange;
  private final ServerClock serverClock;
  private final @Nullable OkHttpClient own;

  private BusinessOneClient(
      Session session,
      ServiceFactory http,
      Exchange exchange,
      ServerClock serverClock,
      @Nullable OkHttpClient own) {
    this.session = session;
    this.http = http;
    this.exchange = exchange;
    this.serverClock = serverClock;
    this.own = own;
  }

  /** A client; makes no call. */
  public static BusinessOneClient of(BusinessOneSettings settings) {
    Session session = new Session(settings);
    ServerClock clock = new ServerClock(settings.clock());
    OkHttpClient host = settings.httpClient().orElseGet(Connections::own);
    OkHttpClient client = host.newBuilder().addInterceptor(clock).build();
    OkHttpClient trusting = settings.trust().map(trust -> trust.applyTo(client)).orElse(client);
    ServiceFactory http =
        ServiceFactory.of(settings.system(), settings.baseUrl(), trusting)
            .credentials(Credentials.session(session))
            .errors(new ServiceLayerErrors())
            .listener(settings.listener())
            .timeouts(Duration.ofSeconds(10), settings.callTimeout())
            .attempts(settings.attempts())
            .time(settings.clock(), settings.pause())
            .build();
    OkHttpClient own = settings.httpClient().isPresent() ? null : host;
    return new BusinessOneClient(session, http, new Exchange(session, http), clock, own);
  }

  /** The same client, whose calls wait for their turn in another lane. Close the first one. */
  public BusinessOneClient in(Lane lane) {
    return new BusinessOneClient(session, http, exchange.in(lane), serverClock, own);
  }

  /** Records of any set, by its name: {@code Orders}, {@code U_MYTABLE}. */
  public BusinessOneObjects objects(String set) {
    if (!set.matches("[A-Za-z]\\w*")) {
      throw new IllegalArgumentException("'" + set + "' is no set");
    }
    return new BusinessOneObjects(exchange, set);
  }

  /** Customers, suppliers and leads, with addresses and contact people inside. */
  public BusinessOneObjects businessPartners() {
    return objects("BusinessPartners");
  }

  /** Items, with prices and stock inside. */
  public BusinessOneObjects items() {
    return objects("Items");
  }

  /** Quotations. */
  public BusinessOneObjects quotations() {
    return objects("Quotations");
  }

  /** Orders. */
  public BusinessOneObjects orders() {
    return objects("Orders");
  }

  /** Deliveries. */
  public BusinessOneObjects deliveries() {
    return objects("DeliveryNotes");
  }

  /** Invoices to customers. */
  public BusinessOneObjects invoices() {
    return objects("Invoices");
  }

  /** Credit notes to customers. */
  public BusinessOneObjects creditNotes() {
    return objects("CreditNotes");
  }

  /** Receipts. */
  public BusinessOneObjects incomingPayments() {
    return objects("IncomingPayments");
  }

  /** Definitions of user fields. */
  public BusinessOneObjects userFields() {
    return objects("UserFieldsMD");
  }

  /** A function that changes nothing, {@code CompanyService_GetItemPrice}. */
  public JsonTree ask(String function, Map<String, ?> parameters) {
    JsonTree body = JsonTree.of(parameters);
    return exchange.call(service -> service.ask(function, body));
  }

  /** A function that changes something; sent once. */
  public Optional<JsonTree> invoke(String function, Map<String, ?> parameters) {
    JsonTree body = JsonTree.of(parameters);
    return exchange.call(service -> service.invoke(function, body));
  }

  /** Any path below the version, {@code Orders(5)/DocumentLines}: what there is no method for. */
  public JsonTree get(String path, ODataQuery query) {
    return exchange.call(service -> service.get(path, query));
  }

  /** Several requests in one; etags of its parts are not looked at by the server. */
  public ODataBatchAnswer send(ODataBatch batch) {
    if (session.told().isEmpty()) {
      // The addresses inside name the version, which the first log-in finds out.
      exchange.call(service -> service.page("SalesPersons", ODataQuery.all().top(1), 1));
    }
    return exchange.call(service -> service.send(batch));
  }

  /** What is wrong with a part of a batch; empty where nothing is. */
  public Optional<PasserelleException> failure(ODataBatchAnswer.Part part) {
    return exchange.call(service -> service.failure(part));
  }

  /** All types and properties, read anew: two megabytes. */
  public ODataMetadata metadata() {
    return exchange.call(service -> service.metadata());
  }

  /** The version that the log-in told, {@code 1000340}; empty before the first call. */
  public Optional<String> version() {
    return session.told().map(Session.Told::version).filter(text -> !text.isEmpty());
  }

  /** The server's clock as its latest answer told it; empty before the first answer (R8). */
  public Optional<Instant> serverTime() {
    return serverClock.now();
  }

  /** How far the server's clock is ahead of this side's; empty before the first answer. */
  public Optional<Duration> clockAhead() {
    return serverClock.ahead();
  }

  /** What the system's answers announced the end of, among the operations in use. */
  public List<Deprecation> deprecations() {
    return http.deprecations();
  }

  /** Logs out, which gives the licence back. Later calls fail: nobody logs in again. */
  @Override
  public void close() {
    session.close();
    http.close();
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
  }
}
