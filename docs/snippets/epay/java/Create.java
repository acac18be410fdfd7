// java Create.java <order number> <money>
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Create {
    /** Sorted by name, without sign, sign_type and empty values; then the key. */
    static String signOf(TreeMap<String, String> fields) throws Exception {
        String text = fields.entrySet().stream()
            .filter(field -> !field.getKey().equals("sign") && !field.getKey().equals("sign_type"))
            .filter(field -> !field.getValue().isEmpty())
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("&"));
        byte[] bytes = (text + System.getenv("EPAY_KEY")).getBytes(StandardCharsets.UTF_8);
        return String.format("%032x", new BigInteger(1, MessageDigest.getInstance("MD5").digest(bytes)));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    public static void main(String[] args) throws Exception {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("pid", System.getenv("PID"));
        fields.put("type", "alipay");
        fields.put("out_trade_no", args[0]);
        fields.put("notify_url", System.getenv("NOTIFY_URL"));
        fields.put("name", "VIP会员");
        fields.put("money", args[1]);
        fields.put("clientip", "203.0.113.7"); // The buyer's address.
        fields.put("sign", signOf(fields));
        fields.put("sign_type", "MD5");

        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(System.getenv("MATOU_URL") + "/mapi.php"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
            .build();
        String answer = HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .body();

        // With a JSON library: answer.payurl, .qrcode or .urlscheme, whichever is there.
        var address = Pattern.compile("\"(?:payurl|qrcode|urlscheme)\":\"([^\"]+)\"").matcher(answer);
        if (!answer.startsWith("{\"code\":1,") || !address.find()) {
            System.err.println(answer);
            System.exit(1);
        }
        System.out.println(address.group(1).replace("\\/", "/"));
    }
}
