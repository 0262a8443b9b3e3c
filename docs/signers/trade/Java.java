// ecpay check-signer --system trade -- java docs/signers/trade/Java.java
// A line in: {"id","method","uri","timestamp","nonce","body","app_id","key_version","private_key"}. A line out: the
// signature, or the whole byteAuthorization. Put your own function in place of sign(), and the JSON reader of your
// project (Jackson, Gson, fastjson) in place of text(), which reads this document only.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.*;

class Java {
    public static void main(String[] args) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            var text = new StringBuilder();
            for (String name : new String[] {"method", "uri", "timestamp", "nonce", "body"}) text.append(text(line, name)).append("\n");
            System.out.println(sign(text.toString(), text(line, "private_key")));
        }
    }

    static String sign(String text, String pem) throws Exception {
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    static String text(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*+)\"").matcher(json);
        if (!found.find()) throw new IllegalArgumentException(name);
        var result = new StringBuilder();
        String text = found.group(1);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') result.append(text.charAt(i));
            else if (text.charAt(++i) == 'u') result.append((char) Integer.parseInt(text.substring(i + 1, (i += 4) + 1), 16));
            else { int at = "bfnrt".indexOf(text.charAt(i)); result.append(at < 0 ? text.charAt(i) : "\b\f\n\r\t".charAt(at)); }
        }
        return result.toString();
    }
}
