package dev.passerelle.core.http;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/** A small remote API for tests. */
interface Shop {
  record Item(String id, @Nullable BigDecimal price, @Nullable LocalDate since) {}

  @GET("items/{id}")
  Call<Item> item(@Path("id") String id);

  @GET("items")
  Call<JsonTree> items(@Query("email") String email, @Tag Lane lane);

  @GET
  Call<JsonTree> at(@Url String url);

  @POST("items")
  Call<Item> create(@Body Item item);

  @Sends(value = CallKind.READ, quota = "search")
  @POST("items/search")
  Call<JsonTree> search(@Body JsonTree query);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @PUT("items/{id}")
  Call<Item> replace(@Path("id") String id, @Body Item item);
}
