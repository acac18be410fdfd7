// Your notify_url: PORT=8080 java Callback.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.TreeMap;
import java.util.stream.Collectors;

public class Callback {
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

    /** What you asked for this order, from your own database. */
    static String moneyOf(String orderId) {
        return System.getenv("ORDER_PRICE");
    }

    static TreeMap<String, String> decode(String text) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static boolean isGood(TreeMap<String, String> fields) throws Exception {
        byte[] expected = signOf(fields).getBytes(StandardCharsets.UTF_8);
        byte[] given = fields.getOrDefault("sign", "").toLowerCase().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given)
            && System.getenv("PID").equals(fields.get("pid"))
            && "TRADE_SUCCESS".equals(fields.get("trade_status"))
            && moneyOf(fields.get("out_trade_no")).equals(fields.get("money"));
    }

    static void receive(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String word = "fail";
        try {
            if (isGood(decode(query == null ? "" : query))) {
                // Lock your order here; if it is not done yet, mark it as paid and deliver.
                word = "success";
            }
        } catch (Exception fault) {
            System.err.println(fault);
        }
        byte[] body = word.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", Callback::receive);
        server.start();
        System.out.println("listening");
    }
}
