package dev.passerelle.benchmarks.odata;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.sap.cloud.sdk.cloudplatform.connectivity.CsrfTokenRetriever;
import com.sap.cloud.sdk.cloudplatform.connectivity.DefaultCsrfTokenRetriever;
import com.sap.cloud.sdk.cloudplatform.connectivity.DefaultHttpDestination;
import com.sap.cloud.sdk.cloudplatform.connectivity.HttpClientAccessor;
import com.sap.cloud.sdk.datamodel.odata.client.ODataProtocol;
import com.sap.cloud.sdk.datamodel.odata.client.exception.ODataResponseException;
import com.sap.cloud.sdk.datamodel.odata.client.request.ODataEntityKey;
import com.sap.cloud.sdk.datamodel.odata.client.request.ODataRequestRead;
import com.sap.cloud.sdk.datamodel.odata.client.request.ODataRequestReadByKey;
import com.sap.cloud.sdk.datamodel.odata.client.request.ODataRequestUpdate;
import com.sap.cloud.sdk.datamodel.odata.client.request.UpdateStrategy;
import com.sap.cloud.sdk.result.ResultElement;
import com.sap.cloud.sdk.result.ResultObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.http.client.HttpClient;

/**
 * SAP's Cloud SDK as its user would write it: a destination in code, its HTTP client, requests
 * without generated classes.
 */
final class CloudSdk implements Client {
  private static final String PATH = "/" + Gateway.PATH;
  private static final String FIELDS =
      "$select=Product,ProductType,ProductGroup,BaseUnit,ProductOldID,GrossWeight,"
          + "LastChangeDateTime";

  private final HttpClient client;
  private final CsrfTokenRetriever tokens;

  /**
   * A client.
   *
   * @param ownToken whether its user keeps the token instead of the library fetching one per change
   */
  CloudSdk(String baseUrl, boolean ownToken) {
    client =
        HttpClientAccessor.getHttpClient(
            DefaultHttpDestination.builder(baseUrl).basicCredentials("USER", "secret").build());
    CsrfTokenRetriever usual = new DefaultCsrfTokenRetriever();
    tokens = ownToken ? new KeptToken(usual) : usual;
  }

  @Override
  public List<Product> page(String after, String last) {
    String query =
        FIELDS
            + "&$filter=Product%20gt%20'"
            + after
            + "'%20and%20Product%20le%20'"
            + last
            + "'&$orderby=Product&$top="
            + Gateway.PAGE;
    List<Product> page = new ArrayList<>();
    for (ResultElement each :
        new ODataRequestRead(PATH, Gateway.SET, query, ODataProtocol.V2).execute(client)) {
      page.add(product(each.getAsObject()));
    }
    return page;
  }

  private static Product product(ResultObject row) {
    return new Product(
        row.get("Product").asString(),
        new BigDecimal(row.get("GrossWeight").asString()).intValueExact(),
        row.get("__metadata").getAsObject().get("etag").asString());
  }

  private static ODataEntityKey key(String product) {
    return ODataEntityKey.of(Map.of("Product", product), ODataProtocol.V2);
  }

  @Override
  public Product read(String key) {
    JsonObject row =
        new ODataRequestReadByKey(PATH, Gateway.SET, key(key), FIELDS, ODataProtocol.V2)
            .execute(client)
            .as(JsonObject.class);
    return new Product(
        row.get("Product").getAsString(),
        row.get("GrossWeight").getAsBigDecimal().intValueExact(),
        row.getAsJsonObject("__metadata").get("etag").getAsString());
  }

  @Override
  public boolean change(Product product, int weight) {
    JsonObject body = new JsonObject();
    body.addProperty("GrossWeight", Integer.toString(weight));
    ODataRequestUpdate update =
        new ODataRequestUpdate(
            PATH,
            Gateway.SET,
            key(product.key()),
            new Gson().toJson(body),
            UpdateStrategy.MODIFY_WITH_PATCH,
            product.etag(),
            ODataProtocol.V2);
    update.setCsrfTokenRetriever(tokens);
    try {
      update.execute(client);
      return true;
    } catch (ODataResponseException e) {
      if (e.getHttpCode() == 412) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    // Its client is kept in the library's own cache.
  }
}
