package dev.passerelle.benchmarks.distance;

import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** What somebody writes who creates and changes companies by hand: one call per record. */
interface CompanyApi {
  /** The property that holds the ERP's code. */
  String CODE = "erp_customer_code";

  /**
   * What is sent.
   *
   * @param properties name to value
   */
  record Properties(Map<String, String> properties) {}

  /**
   * What comes back.
   *
   * @param id of the company
   */
  record Company(String id) {}

  @POST("crm/objects/2026-09/companies")
  Call<Company> create(@Body Properties body);

  @PATCH("crm/objects/2026-09/companies/{id}")
  Call<Company> update(@Path("id") String id, @Body Properties body);

  /** With a pool of connections that lasts, which is what OkHttp does by itself. */
  static CompanyApi at(String url, OkHttpClient http, String token) {
    OkHttpClient withToken =
        http.newBuilder()
            .addInterceptor(
                chain -> {
                  Request request = chain.request();
                  return chain.proceed(
                      request.newBuilder().header("Authorization", "Bearer " + token).build());
                })
            .build();
    return new Retrofit.Builder()
        .baseUrl(url)
        .client(withToken)
        .addConverterFactory(MoshiConverterFactory.create())
        .build()
        .create(CompanyApi.class);
  }
}
