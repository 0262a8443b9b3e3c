// A notify handler for the callbacks of 通用交易系统: java docs/handlers/trade/Java.java [port], with
// ECPAY_PLATFORM_PUBLIC_KEY_FILE set to the file of the platform's public key (PEM). It is not the key of your app.
// `ecpay check-handler --system trade` passes it.
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

public class Java {
    static final int LIMIT = 256 * 1024; // bytes; a callback has some 1000
    static PublicKey key;

    static PublicKey readKey(String path) throws IOException, GeneralSecurityException {
        String pem = Files.readString(Path.of(path));
        byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[^-]+-----|\\s", ""));
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    }

    /** The value of a header: empty if it is missing, or stands there more than once. */
    static String headerOf(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : "";
    }

    /** SHA256withRSA over timestamp, nonce and the raw body, each with a line feed behind it. */
    static boolean isGenuine(Headers headers, byte[] body) {
        String timestamp = headerOf(headers, "Byte-Timestamp");
        String nonce = headerOf(headers, "Byte-Nonce-Str");
        String signature = headerOf(headers, "Byte-Signature");
        if (timestamp.isEmpty() || nonce.isEmpty() || signature.isEmpty()) return false;
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(key);
            rsa.update(bytes(timestamp + "\n" + nonce + "\n"));
            rsa.update(body);
            rsa.update((byte) '\n');
            return rsa.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    static final Set<String> done = ConcurrentHashMap.newKeySet(); // your database does this with a unique index

    /** Does the work the first time only: the same callback comes again when an answer was lost. */
    static void once(String key) {
        if (done.add(key)) System.out.println(key); // here: mark it in your database
    }

    record Answer(int status, String text) {}

    static final Answer SUCCESS = new Answer(200, "{\"err_no\":0,\"err_tips\":\"success\"}");

    /** Success with data, which some types of callbacks need. */
    static Answer withData(String members, String number) {
        // Where the order is shown to the user: your page, and what it is given.
        String params = quoted("{\"id\":" + quoted(number) + "}");
        String entry = "{\"path\":\"pages/order/detail\",\"params\":" + params + "}";
        String data = "{" + members + ",\"order_entry_schema\":" + entry + "}";
        return new Answer(200, "{\"err_no\":0,\"err_tips\":\"success\",\"data\":" + data + "}");
    }

    /** Does the work of a callback, and returns the answer. */
    static Answer settle(String type, Map<String, String> msg) {
        String status = msg.getOrDefault("status", "");
        switch (type) {
            case "payment":
                // A CANCEL can come late: it changes no order that is paid.
                if (status.equals("SUCCESS")) once("payment " + msg.get("out_order_no"));
                return SUCCESS;
            case "refund":
            case "settle":
                once(type + " " + msg.getOrDefault("refund_id", msg.get("settle_id")) + " " + status);
                return SUCCESS;
            case "pre_create_refund": {
                String number = "R" + msg.get("refund_id"); // the same refund_id is the same refund
                once("refund application " + number);
                return withData("\"out_refund_no\":" + quoted(number), msg.getOrDefault("out_order_no", ""));
            }
            case "pre_create_order": {
                String number = "O" + msg.get("order_id");
                once("order " + number);
                return withData("\"out_order_no\":" + quoted(number) + ",\"pay_expire_seconds\":300", number);
            }
            default:
                return SUCCESS; // a type of later days: nothing to do, and no reason to be sent it again
        }
    }

    static Answer onCallback(Headers headers, byte[] body) {
        if (body.length > LIMIT) return refusal(413, "too long");
        // The bytes that came are verified: nothing is parsed and written again before this.
        if (!isGenuine(headers, body)) return refusal(403, "wrong signature");
        try {
            Map<String, String> envelope = Json.members(new String(body, StandardCharsets.UTF_8));
            return settle(envelope.getOrDefault("type", ""), Json.members(envelope.getOrDefault("msg", "")));
        } catch (IllegalArgumentException malformed) {
            return refusal(400, "malformed");
        }
    }

    static Answer refusal(int status, String tips) {
        return new Answer(status, "{\"err_no\":1,\"err_tips\":" + quoted(tips) + "}");
    }

    /** A JSON string. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static void handle(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(LIMIT + 1);
        in.transferTo(OutputStream.nullOutputStream()); // all of it is read, so that the answer is too
        boolean isPost = exchange.getRequestMethod().equals("POST");
        Answer answer = isPost ? onCallback(exchange.getRequestHeaders(), body) : refusal(405, "POST only");
        byte[] bytes = bytes(answer.text);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] argv) throws IOException, GeneralSecurityException {
        key = readKey(System.getenv("ECPAY_PLATFORM_PUBLIC_KEY_FILE"));
        int port = argv.length > 0 ? Integer.parseInt(argv[0]) : 9000;
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 128);
        server.createContext("/", Java::handle);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }
}

/** The members of a JSON object as text, in place of a library: Java has none. Numbers stay as they are written. */
class Json {
    private final String text;
    private int at = 0;

    private Json(String text) {
        this.text = text;
    }

    static Map<String, String> members(String text) {
        Json json = new Json(text);
        Map<String, String> members = json.object();
        json.skip();
        if (json.at < text.length()) throw json.malformed();
        return members;
    }

    private Map<String, String> object() {
        Map<String, String> members = new HashMap<>();
        expect('{');
        if (next() == '}') {
            at++;
            return members;
        }
        while (true) {
            next();
            String key = string();
            expect(':');
            members.put(key, value());
            if (next() == '}') break;
            expect(',');
        }
        at++;
        return members;
    }

    /** A string decoded; everything else as it is written. */
    private String value() {
        if (next() == '"') return string();
        int start = at;
        int depth = 0;
        for (; at < text.length(); at++) {
            char one = text.charAt(at);
            if (one == '"') {
                string();
                at--;
            } else if (one == '{' || one == '[') depth++;
            else if (depth > 0 && (one == '}' || one == ']')) depth--;
            else if (depth == 0 && (one == ',' || one == '}')) break;
        }
        if (depth > 0 || at == start) throw malformed();
        return text.substring(start, at).strip();
    }

    private String string() {
        expect('"');
        StringBuilder decoded = new StringBuilder();
        while (at < text.length()) {
            char one = text.charAt(at++);
            if (one == '"') return decoded.toString();
            decoded.append(one == '\\' ? escape() : one);
        }
        throw malformed();
    }

    private char escape() {
        char one = at < text.length() ? text.charAt(at++) : 0;
        if (one == 'u' && at + 4 <= text.length()) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int place = "\"\\/bfnrt".indexOf(one);
        if (place < 0) throw malformed();
        return "\"\\/\b\f\n\r\t".charAt(place);
    }

    /** The next character that is not white space. */
    private char next() {
        skip();
        if (at == text.length()) throw malformed();
        return text.charAt(at);
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private void expect(char wanted) {
        if (next() != wanted) throw malformed();
        at++;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed JSON at " + at);
    }
}
