package dev.passerelle.sage.sage100;

import dev.passerelle.core.http.CallKind;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Sends;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** The wire of the agent's contract, and nothing else. */
interface AgentApi {
  /** The contract that this connector speaks. */
  int CONTRACT = 1;

  @GET("v1/about")
  Call<JsonTree> about();

  /** Never sent twice by itself: what became of it is asked by reference. */
  @POST("v1/batch")
  @Sends(CallKind.WRITE)
  Call<JsonTree> batch(@Body JsonTree batch);

  @POST("v1/price")
  @Sends(CallKind.READ)
  Call<JsonTree> price(@Body JsonTree documents);

  @POST("v1/requests/query")
  @Sends(CallKind.READ)
  Call<JsonTree> fates(@Body JsonTree references);
}
