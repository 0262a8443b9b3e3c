// A notify handler for the callbacks of 担保支付: java docs/handlers/Java.java [port], with ECPAY_TOKEN set.
// `ecpay check-handler` passes it. The token is the one of the payment settings, not the SALT.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

public class Java {
    static final String TOKEN = System.getenv("ECPAY_TOKEN");
    static final int LIMIT = 256 * 1024; // bytes; a callback has some 1000

    /** The member of msg that holds the developer's number, by the type of the callback. */
    static final Map<String, String> NUMBER = Map.of(
            "payment", "cp_orderno", "refund", "cp_refundno", "settle", "cp_settle_no", "withdraw", "out_order_id");

    static final Set<String> done = ConcurrentHashMap.newKeySet(); // your database does this with a unique index

    /** sha1 over the four texts in the order of their bytes, with nothing between them. */
    static boolean isGenuine(String timestamp, String nonce, String msg, String signature) {
        byte[][] parts = {bytes(TOKEN), bytes(timestamp), bytes(nonce), bytes(msg)};
        Arrays.sort(parts, Arrays::compareUnsigned);
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            for (byte[] part : parts) sha1.update(part);
            StringBuilder hex = new StringBuilder();
            for (byte one : sha1.digest()) hex.append(String.format("%02x", one));
            return MessageDigest.isEqual(bytes(hex.toString()), bytes(signature));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void settle(String type, String msg) {
        String key = NUMBER.get(type);
        if (key == null) return; // a type of later days: nothing to do, and no reason to be sent it again
        String number = Json.members(msg).get(key);
        if (!done.add(type + " " + number)) return; // the same callback comes again when an answer was lost
        System.out.println(type + " " + number); // here: mark it in your database, after asking query_order
    }

    record Answer(int status, String text) {}

    static Answer onCallback(byte[] body) {
        if (body.length > LIMIT) return refusal(413, "too long");
        Map<String, String> envelope;
        try {
            envelope = Json.members(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return refusal(400, "not JSON");
        }
        if (!envelope.keySet().containsAll(Set.of("timestamp", "nonce", "msg", "msg_signature")))
            return refusal(400, "malformed");
        // msg is verified as the text that came: never parsed and written again before this.
        String msg = envelope.get("msg");
        if (!isGenuine(envelope.get("timestamp"), envelope.get("nonce"), msg, envelope.get("msg_signature")))
            return refusal(403, "wrong signature");
        settle(envelope.getOrDefault("type", ""), msg);
        return new Answer(200, "{\"err_no\":0,\"err_tips\":\"success\"}");
    }

    /** The console sends this GET when the address is saved, and wants echostr back. */
    static Answer onCheck(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : (query == null ? "" : query).split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String[] texts = Stream.of("timestamp", "nonce", "msg", "signature")
                .map(key -> values.getOrDefault(key, ""))
                .toArray(String[]::new);
        if (!isGenuine(texts[0], texts[1], texts[2], texts[3])) return new Answer(403, "wrong signature");
        return new Answer(200, values.getOrDefault("echostr", ""));
    }

    static Answer refusal(int status, String tips) {
        return new Answer(status, "{\"err_no\":1,\"err_tips\":\"" + tips + "\"}");
    }

    static void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        if (exchange.getRequestMethod().equals("GET")) {
            answer = onCheck(exchange.getRequestURI().getRawQuery());
        } else {
            InputStream in = exchange.getRequestBody();
            byte[] body = in.readNBytes(LIMIT + 1);
            in.transferTo(OutputStream.nullOutputStream()); // all of it is read, so that the answer is too
            answer = onCallback(body);
        }
        byte[] bytes = bytes(answer.text);
        String type = answer.text.startsWith("{") ? "application/json" : "text/plain; charset=utf-8";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] argv) throws IOException {
        if (TOKEN == null || TOKEN.isEmpty()) throw new IllegalStateException("ECPAY_TOKEN is not set");
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
