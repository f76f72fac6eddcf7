package dev.passerelle.salesforce;

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
import retrofit2.http.Multipart;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Part;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;
import retrofit2.http.Url;

/** The wire, and nothing else (fact sheet §1, §2, §4). */
interface SalesforceApi {
  /** The pinned version of every path; sent, checked and documented. */
  String VERSION = "67.0";

  String DATA = "services/data/v" + VERSION + "/";

  @GET("services/data/")
  Call<JsonTree> versions();

  @GET(DATA)
  Call<JsonTree> root();

  @GET(DATA + "query")
  Call<JsonTree> query(@Query("q") String soql);

  @GET(DATA + "queryAll")
  Call<JsonTree> queryAll(@Query("q") String soql);

  @GET
  Call<JsonTree> page(@Url String nextRecordsUrl);

  @GET(DATA + "sobjects")
  Call<JsonTree> objects();

  @GET(DATA + "sobjects/{object}/describe")
  Call<JsonTree> describe(@Path("object") String object);

  @GET(DATA + "sobjects/{object}/deleted/")
  Call<JsonTree> deleted(
      @Path("object") String object, @Query("start") String start, @Query("end") String end);

  @GET(DATA + "limits")
  Call<JsonTree> limits();

  @Sends(CallKind.READ)
  @POST(DATA + "composite/sobjects/{object}")
  Call<JsonTree> retrieve(@Path("object") String object, @Body JsonTree idsAndFields);

  @Sends(CallKind.READ)
  @POST(DATA + "composite")
  Call<JsonTree> readTogether(@Body JsonTree composite);

  // Sent once: after a lost answer a repetition would no longer tell whether it made the record.
  @POST(DATA + "composite")
  Call<JsonTree> writeTogether(@Body JsonTree composite);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(DATA + "composite")
  Call<JsonTree> changeTogether(@Body JsonTree composite);

  @Multipart
  @POST(DATA + "metadata/deployRequest")
  Call<JsonTree> deploy(@Part("json") RequestBody options, @Part okhttp3.MultipartBody.Part file);

  @GET(DATA + "metadata/deployRequest/{id}?includeDetails=true")
  Call<JsonTree> deployment(@Path("id") String id);

  // Twice is two empty jobs, which do nothing.
  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(DATA + "jobs/ingest")
  Call<JsonTree> openJob(@Body JsonTree job);

  @PUT(DATA + "jobs/ingest/{id}/batches")
  Call<Void> upload(@Path("id") String id, @Body RequestBody csv);

  @PATCH(DATA + "jobs/ingest/{id}")
  Call<JsonTree> closeJob(@Path("id") String id, @Body JsonTree state);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @PATCH(DATA + "jobs/ingest/{id}")
  Call<JsonTree> abortJob(@Path("id") String id, @Body JsonTree state);

  @GET(DATA + "jobs/ingest/{id}")
  Call<JsonTree> job(@Path("id") String id);

  @GET(DATA + "jobs/ingest?jobType=V2Ingest")
  Call<JsonTree> jobs();

  @GET(DATA + "jobs/ingest/{id}/{list}")
  Call<ResponseBody> jobRows(@Path("id") String id, @Path("list") String list);

  @GET
  Call<JsonTree> rawGet(@Url String path, @QueryMap Map<String, String> query);

  @GET
  Call<ResponseBody> rawText(@Url String path);

  @POST
  Call<JsonTree> rawPost(@Url String path, @Body JsonTree body);

  @PATCH
  Call<JsonTree> rawPatch(@Url String path, @Body JsonTree body);

  @PUT
  Call<JsonTree> rawPut(@Url String path, @Body JsonTree body);

  @HTTP(method = "DELETE", hasBody = false)
  Call<Void> rawDelete(@Url String path);
}
