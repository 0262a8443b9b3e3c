// ecpay check-signer -- java docs/signers/Java.java
// A line in: {"id","salt","body"}. A line out: the signature of the text `body`. Put your own function in place of sign(),
// and the JSON reader of your project (Jackson, Gson, fastjson) in place of members(), which reads flat objects only.
import java.io.*;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.*;
import java.util.regex.*;

class Java {
    public static void main(String[] args) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            Map<String, String> one = members(line);
            System.out.println(sign(one.get("body"), one.get("salt")));
        }
    }

    static String sign(String body, String salt) throws Exception {
        List<byte[]> values = new ArrayList<>(List.of(salt.getBytes(StandardCharsets.UTF_8)));
        for (var member : members(body).entrySet()) {
            if (Set.of("app_id", "thirdparty_id", "sign", "other_settle_params").contains(member.getKey())) continue;
            String text = member.getValue().strip();
            if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) text = text.substring(1, text.length() - 1).strip();
            if (!text.isEmpty() && !text.equals("null")) values.add(text.getBytes(StandardCharsets.UTF_8));
        }
        values.sort(Arrays::compareUnsigned);
        var joined = new ByteArrayOutputStream();
        for (byte[] value : values) {
            if (joined.size() > 0 || value != values.get(0)) joined.write('&');
            joined.write(value);
        }
        return String.format("%032x", new BigInteger(1, MessageDigest.getInstance("MD5").digest(joined.toByteArray())));
    }

    static final Pattern MEMBER = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([\\[{].*|[^,}\\s]+))");

    static Map<String, String> members(String json) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Matcher one = MEMBER.matcher(json); one.find(); )
            found.put(unescaped(one.group(1)), one.group(2) == null ? one.group(3) : unescaped(one.group(2)));
        return found;
    }

    static String unescaped(String text) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') result.append(text.charAt(i));
            else if (text.charAt(++i) == 'u') result.append((char) Integer.parseInt(text.substring(i + 1, (i += 4) + 1), 16));
            else { int at = "bfnrt".indexOf(text.charAt(i)); result.append(at < 0 ? text.charAt(i) : "\b\f\n\r\t".charAt(at)); }
        }
        return result.toString();
    }
}
