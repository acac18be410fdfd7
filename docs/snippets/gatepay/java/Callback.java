// Your notify_url: PORT=8080 java Callback.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

public class Callback {
    static final String[] SIGNED = {"order_id", "out_order_id", "price", "realprice", "type", "paytime", "extend"};

    static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%032x", new BigInteger(1, digest));
    }

    /** What you asked for this order, from your own database. */
    static String priceOf(String orderId) {
        return System.getenv("ORDER_PRICE");
    }

    static Map<String, String> decode(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static boolean isGenuine(Map<String, String> fields) throws Exception {
        StringBuilder text = new StringBuilder(System.getenv("APPKEY"));
        for (String name : SIGNED) text.append(fields.getOrDefault(name, ""));
        String expected = md5(md5(text.toString()) + System.getenv("APPSECRET"));
        String given = fields.getOrDefault("sign", "").toLowerCase();
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static void receive(HttpExchange exchange) throws IOException {
        String text = exchange.getRequestMethod().equals("POST")
            ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            : exchange.getRequestURI().getRawQuery();
        String word = "fail";
        try {
            Map<String, String> fields = decode(text == null ? "" : text);
            if (isGenuine(fields) && fields.get("price").equals(priceOf(fields.get("out_order_id")))) {
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
