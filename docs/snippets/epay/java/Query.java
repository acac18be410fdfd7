// java Query.java <order number>
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

public class Query {
    public static void main(String[] args) throws Exception {
        // The key itself is sent: only from your server, only over https.
        String query = "act=order&pid=" + System.getenv("PID")
            + "&key=" + URLEncoder.encode(System.getenv("EPAY_KEY"), StandardCharsets.UTF_8)
            + "&out_trade_no=" + URLEncoder.encode(args[0], StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(System.getenv("MATOU_URL") + "/api.php?" + query))
            .timeout(Duration.ofSeconds(10))
            .build();
        String answer = HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .body();

        // With a JSON library: answer.status.
        var status = Pattern.compile("\"status\":(\\d)").matcher(answer);
        if (!answer.startsWith("{\"code\":1,") || !status.find()) {
            System.err.println(answer);
            System.exit(1);
        }
        System.out.println(status.group(1).equals("1") ? "paid" : "unpaid");
    }
}
