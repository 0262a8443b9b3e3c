import { type CodeMember, type Coder, quoted, remark } from './coder.js'

const value = ({ text, isInteger }: CodeMember) => (isInteger ? `${text}L` : quoted(text))

/** Java before 18 reads a source file in the encoding of the machine. */
const RUN = 'java -Dfile.encoding=UTF-8 Sign.java'

export const JAVA: Coder = {
  salted: (members, say) => String.raw`// ${say.salted(RUN)}
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public class Sign {
    static final Set<String> UNSIGNED = Set.of("app_id", "thirdparty_id", "sign", "other_settle_params");

    static String trimmed(String text) {
        return text.replaceAll("\\A\\p{IsWhite_Space}+|\\p{IsWhite_Space}+\\z", "");
    }

    /** ${say.rule} */
    static String sign(Map<String, ?> body, String salt) throws Exception {
        List<String> list = new ArrayList<>(List.of(salt));
        body.forEach((key, value) -> {
            if (UNSIGNED.contains(key)) return;
            if (!(value instanceof String || value instanceof Integer || value instanceof Long))
                throw new IllegalArgumentException(key + ": ${say.scalarOnly}");
            String text = trimmed(String.valueOf(value));
            if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\""))
                text = trimmed(text.substring(1, text.length() - 1));
            if (!text.isEmpty() && !text.equals("null")) list.add(text);
        });
        list.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
        byte[] hash = MessageDigest.getInstance("MD5").digest(String.join("&", list).getBytes(UTF_8));
        return String.format("%032x", new BigInteger(1, hash));
    }

    public static void main(String[] argv) throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
${members.map((one) => `        body.put(${quoted(one.key)}, ${value(one)});${remark(one, say, '//')}\n`).join('')}        String salt = System.getenv("ECPAY_SALT");
        if (salt == null || salt.isEmpty()) {
            System.err.println(${quoted(say.noSalt)});
            System.exit(2);
        }
        System.out.println(sign(body, salt));
    }
}
`,
  rsa: (request, say) => String.raw`// ${say.rsa(RUN)}
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

public class Sign {
    static PrivateKey readKey(String file) throws Exception {
        String pem = Files.readString(Path.of(file));
        if (pem.contains("BEGIN RSA PRIVATE KEY"))
            throw new IllegalArgumentException(${quoted(say.needsPkcs8)});
        byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[^-]+-----|\\s", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** ${say.lines} */
    static String byteAuthorization(String method, String uri, String timestamp, String nonce, String body,
            String appId, String keyVersion, PrivateKey key) throws Exception {
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(key);
        rsa.update(String.join("\n", method, uri, timestamp, nonce, body, "").getBytes(UTF_8));
        String signature = Base64.getEncoder().encodeToString(rsa.sign());
        return "SHA256-RSA2048 appid=" + appId + ",nonce_str=" + nonce + ",timestamp=" + timestamp
            + ",key_version=" + keyVersion + ",signature=" + signature;
    }

    public static void main(String[] argv) throws Exception {
        String file = System.getenv("ECPAY_PRIVATE_KEY_FILE");
        if (file == null || file.isEmpty()) {
            System.err.println(${quoted(say.noKey)});
            System.exit(2);
        }
        String body = ${quoted(request.body)};
        String timestamp = ${quoted(request.timestamp)}; // String.valueOf(System.currentTimeMillis() / 1000)
        String nonce = ${quoted(request.nonce)}; // UUID.randomUUID().toString()
        System.out.println(byteAuthorization(${quoted(request.method)}, ${quoted(request.uri)}, timestamp, nonce, body,
            ${quoted(request.app_id)}, ${quoted(request.key_version)}, readKey(file)));
    }
}
`
}
