// java Create.java <order number> <price>
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Create {
    static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%032x", new BigInteger(1, digest));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    public static void main(String[] args) throws Exception {
        // The order of these fields is the order in which they are signed.
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("appkey", System.getenv("APPKEY"));
        fields.put("price", args[1]);
        fields.put("type", "alipay");
        fields.put("out_order_id", args[0]);
        fields.put("custom", "customer-42");
        String text = String.join("", fields.values());
        fields.put("sign", md5(md5(text) + System.getenv("APPSECRET")));

        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(System.getenv("MATOU_URL") + "/api/anypay/create"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
            .build();
        String answer = HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .body();

        // With a JSON library: answer.data.pay_url. Send the buyer there.
        var payUrl = Pattern.compile("\"pay_url\":\"([^\"]+)\"").matcher(answer);
        if (!answer.startsWith("{\"code\":100,") || !payUrl.find()) {
            System.err.println(answer);
            System.exit(1);
        }
        System.out.println(payUrl.group(1).replace("\\/", "/"));
    }
}
