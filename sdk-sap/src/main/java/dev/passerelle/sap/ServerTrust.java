package dev.passerelle.sap;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * The one certificate that a server with a certificate of its own making may show: it replaces the
 * usual authorities, for this connection only. A server that shows exactly this certificate may be
 * called by any name, since installers write names that only the server's own network knows; a
 * chain that leads to it must fit the name. There is no way to trust everything. Immutable.
 */
public final class ServerTrust {
  private final X509Certificate certificate;

  private ServerTrust(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /** The certificate itself. */
  public static ServerTrust of(X509Certificate certificate) {
    return new ServerTrust(certificate);
  }

  /**
   * The certificate as a text that begins with {@code -----BEGIN CERTIFICATE-----}.
   *
   * @throws InvalidConfiguration where it is none
   */
  public static ServerTrust pem(String text) {
    try {
      Certificate read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
      return new ServerTrust((X509Certificate) read);
    } catch (GeneralSecurityException e) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID, "trust", "not a certificate in PEM form");
    }
  }

  /** The client with this trust instead of its own; the original stays as it is. */
  public OkHttpClient applyTo(OkHttpClient client) {
    try {
      X509TrustManager manager = manager();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      HostnameVerifier usual = client.hostnameVerifier();
      return client
          .newBuilder()
          .sslSocketFactory(context.getSocketFactory(), manager)
          .hostnameVerifier((host, session) -> isPinned(session) || usual.verify(host, session))
          .build();
    } catch (GeneralSecurityException | IOException e) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID, "trust", e.getClass().getSimpleName());
    }
  }

  private X509TrustManager manager() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("server", certificate);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager manager) {
        return manager;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }

  private boolean isPinned(SSLSession session) {
    try {
      return session.getPeerCertificates()[0].equals(certificate);
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }
}
