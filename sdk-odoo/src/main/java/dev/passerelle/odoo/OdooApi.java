package dev.passerelle.odoo;

import dev.passerelle.core.http.CallKind;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Sends;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** The wire, and nothing else (fact sheet §1). Whether a call reads is for its caller to say. */
interface OdooApi {
  @Sends(CallKind.READ)
  @POST("jsonrpc")
  Call<JsonTree> ask(@Body JsonTree envelope);

  // Sent once: after a lost answer only a look tells whether it happened.
  @POST("jsonrpc")
  Call<JsonTree> tell(@Body JsonTree envelope);

  @Sends(CallKind.READ)
  @POST("json/2/{model}/{method}")
  Call<JsonTree> ask(
      @Path("model") String model, @Path("method") String method, @Body JsonTree arguments);

  @POST("json/2/{model}/{method}")
  Call<JsonTree> tell(
      @Path("model") String model, @Path("method") String method, @Body JsonTree arguments);

  @GET("web/version")
  Call<JsonTree> version();
}
