package dev.passerelle.sap.s4hana.independent;

import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/** A service behind the server. */
interface Service {
  /** Its description, as published. */
  String metadata();

  /**
   * The answer to a request.
   *
   * @param root of the service, with a slash at its end
   * @param path below it, encoded, without the query
   */
  MockResponse answer(HttpUrl root, String path, RecordedRequest request) throws Exception;
}
