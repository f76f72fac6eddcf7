package dev.passerelle.core.http.odata;

import dev.passerelle.core.http.CallKind;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Sends;
import java.util.Map;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.HeaderMap;
import retrofit2.http.Headers;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.Url;

/** The wire, and nothing else. */
interface ODataApi {
  @GET
  Call<JsonTree> get(@Url String path, @HeaderMap Map<String, String> headers);

  @Headers("Accept: text/plain")
  @GET
  Call<ResponseBody> text(@Url String path);

  @Headers("Accept: application/xml")
  @GET
  Call<ResponseBody> metadata(@Url String path);

  @POST
  Call<JsonTree> post(
      @Url String path, @HeaderMap Map<String, String> headers, @Body JsonTree body);

  @Sends(CallKind.READ)
  @POST
  Call<JsonTree> ask(@Url String path, @HeaderMap Map<String, String> headers, @Body JsonTree body);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @PATCH
  Call<Void> patch(@Url String path, @HeaderMap Map<String, String> headers, @Body JsonTree body);

  @PATCH
  Call<Void> patchOnce(
      @Url String path, @HeaderMap Map<String, String> headers, @Body JsonTree body);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @HTTP(method = "DELETE", hasBody = false)
  Call<Void> delete(@Url String path, @HeaderMap Map<String, String> headers);

  @Headers("Accept: multipart/mixed")
  @Sends(CallKind.READ)
  @POST
  Call<ResponseBody> batchRead(
      @Url String path, @HeaderMap Map<String, String> headers, @Body RequestBody body);

  @Headers("Accept: multipart/mixed")
  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST
  Call<ResponseBody> batchIdempotent(
      @Url String path, @HeaderMap Map<String, String> headers, @Body RequestBody body);

  @Headers("Accept: multipart/mixed")
  @POST
  Call<ResponseBody> batchWrite(
      @Url String path, @HeaderMap Map<String, String> headers, @Body RequestBody body);
}
