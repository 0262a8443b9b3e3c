import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Does what the official Java demo and Java libraries do in 通用交易系统, each in its own way, against a gateway at URL. It
 * prints a line for each: library, what it did, and what came of it.
 */
public class TradeLibraries {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final String TIME = String.valueOf(System.currentTimeMillis() / 1000);
    static PrivateKey key;

    public static void main(String[] args) throws Exception {
        key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bare("PRIVATE_KEY")));
        demo();
        snippet0809();
        callbacks();
    }

    /** A key as the demo wants it: Base64 without the lines around it and without line breaks. */
    static byte[] bare(String name) {
        return Base64.getDecoder().decode(System.getenv(name).replaceAll("-----[^-]+-----", "").replace("\n", ""));
    }

    static String signed(String uri, String nonce, String body) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        String text = "POST\n" + uri + "\n" + TIME + "\n" + nonce + "\n" + body + "\n";
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** The official demo: a UUID as nonce, and no quotes. */
    static void demo() throws Exception {
        String data = System.getenv("ORDER").replaceFirst("\\{", "{\"outOrderNo\":\"java-demo\",");
        String nonce = UUID.randomUUID().toString();
        String text = "SHA256-RSA2048 appid=" + System.getenv("APP_ID") + ",nonce_str=" + nonce + ",timestamp=" + TIME
            + ",key_version=1,signature=" + signed("/requestOrder", nonce, data);
        String given = "{\"data\":" + quoted(data) + ",\"byteAuthorization\":" + quoted(text) + "}";
        say("demo requestOrder", post("/ecpay-local/tt.requestOrder", given, null));
    }

    /** snippet0809: everything in quotes, in the order of a HashMap, the digits of a long as nonce. */
    static void snippet0809() throws Exception {
        String path = "/api/apps/trade/v2/query_order";
        String body = "{\"order_id\":\"" + System.getenv("ORDER_ID") + "\"}";
        String nonce = String.valueOf(System.nanoTime());
        Map<String, String> items = new HashMap<>();
        items.put("appid", System.getenv("APP_ID"));
        items.put("nonce_str", nonce);
        items.put("timestamp", TIME);
        items.put("key_version", "1");
        items.put("signature", signed(path, nonce, body));
        String text = items.entrySet().stream()
            .map((one) -> one.getKey() + "=\"" + one.getValue() + "\"")
            .collect(Collectors.joining(","));
        say("snippet0809 query_order", post(path, body, "SHA256-RSA2048 " + text));
    }

    /** A callback over its raw body, and without its spaces, as a demo in circulation does. */
    static void callbacks() throws Exception {
        PublicKey platform = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bare("PLATFORM_PUBLIC_KEY")));
        String body = System.getenv("CALLBACK_BODY");
        for (String raw : new String[] {body, body.replace(" ", "")}) {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(platform);
            String text = System.getenv("CALLBACK_TIME") + "\n" + System.getenv("CALLBACK_NONCE") + "\n" + raw + "\n";
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            boolean is = signature.verify(Base64.getDecoder().decode(System.getenv("CALLBACK_SIGNATURE")));
            say(raw.equals(body) ? "raw callback" : "without-spaces callback", is ? "genuine" : "forged");
        }
    }

    static String post(String path, String body, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getenv("URL") + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) request.header("Byte-Authorization", authorization);
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String reason = answer.headers().firstValue("x-ecpay-reason").orElse("");
        return reason.isEmpty() ? "0" : "refused " + reason;
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static void say(String what, String outcome) {
        System.out.println(what + " " + outcome);
    }
}
