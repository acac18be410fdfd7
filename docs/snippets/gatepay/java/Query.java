// java Query.java <order number>
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.regex.Pattern;

public class Query {
    static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%032x", new BigInteger(1, digest));
    }

    public static void main(String[] args) throws Exception {
        String appkey = System.getenv("APPKEY");
        String sign = md5(md5(appkey + args[0]) + System.getenv("APPSECRET"));
        String query = "appkey=" + URLEncoder.encode(appkey, StandardCharsets.UTF_8)
            + "&out_order_id=" + URLEncoder.encode(args[0], StandardCharsets.UTF_8)
            + "&sign=" + sign;
        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(System.getenv("MATOU_URL") + "/api/find/findOrder?" + query))
            .timeout(Duration.ofSeconds(10))
            .build();
        String answer = HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .body();

        // With a JSON library: answer.data.order_status.
        var status = Pattern.compile("\"order_status\":\"(\\w+)\"").matcher(answer);
        if (!answer.startsWith("{\"code\":100,") || !status.find()) {
            System.err.println(answer);
            System.exit(1);
        }
        System.out.println(status.group(1)); // pending, paid, expired, closed or refunded
    }
}
