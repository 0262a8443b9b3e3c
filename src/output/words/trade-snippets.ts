import type { Fix } from '../../trade/diagnose/mistake.js'
import { SNIPPET_LANGUAGES, type SnippetLanguage } from './snippets.js'

/** The code of each fix of the general trade system: a line or two. Together they sign an order, which a test runs. */
export const TRADE_SNIPPETS: Record<Fix, Record<SnippetLanguage, string>> = {
  'same-text': {
    php: '$data = json_encode($order, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES); // signed and handed over as it is',
    java: 'String data = mapper.writeValueAsString(order); // signed and handed over as it is',
    go: 'data, err := json.Marshal(order) // signed and handed over as it is',
    python: 'data = json.dumps(order, ensure_ascii=False)  # signed and handed over as it is',
    node: 'const data = JSON.stringify(order) // signed and handed over as it is',
    csharp: 'var data = JsonSerializer.Serialize(order); // signed and handed over as it is'
  },
  unfiltered: {
    php: '$data = json_encode($order, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);\n// no htmlspecialchars, addslashes or urlencode after it',
    java: 'String data = mapper.writeValueAsString(order); // no escapeHtml4 or URLEncoder after it',
    go: 'data, err := json.Marshal(order) // no html.EscapeString or url.QueryEscape after it',
    python: 'data = json.dumps(order, ensure_ascii=False)  # no html.escape or quote after it',
    node: 'const data = JSON.stringify(order) // no escape or encodeURIComponent after it',
    csharp: 'var data = JsonSerializer.Serialize(order); // no HtmlEncode or UrlEncode after it'
  },
  complete: {
    php: "$order['payNotifyUrl'] = $notifyUrl; // every field before json_encode",
    java: 'order.put("payNotifyUrl", notifyUrl); // every field before writeValueAsString',
    go: 'order["payNotifyUrl"] = notifyUrl // every field before json.Marshal',
    python: 'order["payNotifyUrl"] = notify_url  # every field before json.dumps',
    node: 'order.payNotifyUrl = notifyUrl // every field before JSON.stringify',
    csharp: 'order["payNotifyUrl"] = notifyUrl; // every field before Serialize'
  },
  amount: {
    php: "$order['totalAmount'] = (int) round($yuan * 100); // fen, before json_encode",
    java: 'order.put("totalAmount",\n    new BigDecimal(String.valueOf(yuan)).movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact()); // fen',
    go: 'order["totalAmount"] = int64(math.Round(yuan * 100)) // fen, before json.Marshal',
    python: 'order["totalAmount"] = round(Decimal(str(yuan)) * 100)  # fen, before json.dumps',
    node: 'order.totalAmount = Math.round(Number(yuan) * 100) // fen, before JSON.stringify',
    csharp:
      'order["totalAmount"] = (long)Math.Round(\n    Convert.ToDecimal(yuan, CultureInfo.InvariantCulture) * 100); // fen, before Serialize'
  },
  once: {
    php: '$timestamp = time(); // once, for the signed text and the authorization\n$nonce = bin2hex(random_bytes(16));',
    java: 'String timestamp = String.valueOf(System.currentTimeMillis() / 1000); // once, for both\nString nonce = UUID.randomUUID().toString().replace("-", "");',
    go: 'timestamp := strconv.FormatInt(time.Now().Unix(), 10) // once, for both\nrandom := make([]byte, 16)\nrand.Read(random)\nnonce := hex.EncodeToString(random)',
    python:
      'timestamp = str(int(time.time()))  # once, for the signed text and the authorization\nnonce = uuid.uuid4().hex',
    node: "const timestamp = String(Math.floor(Date.now() / 1000)) // once, for both\nconst nonce = randomBytes(16).toString('hex')",
    csharp:
      'var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(); // once, for both\nvar nonce = Guid.NewGuid().ToString("N");'
  },
  nonce: {
    php: '$nonce = bin2hex(random_bytes(16)); // 32 characters',
    java: 'String nonce = UUID.randomUUID().toString().replace("-", ""); // 32 characters',
    go: 'random := make([]byte, 16)\nrand.Read(random)\nnonce := hex.EncodeToString(random) // 32 characters',
    python: 'nonce = uuid.uuid4().hex  # 32 characters',
    node: "const nonce = randomBytes(16).toString('hex') // 32 characters",
    csharp: 'var nonce = Guid.NewGuid().ToString("N"); // 32 characters'
  },
  seconds: {
    php: '$timestamp = time(); // seconds',
    java: 'String timestamp = String.valueOf(System.currentTimeMillis() / 1000); // seconds',
    go: 'timestamp := strconv.FormatInt(time.Now().Unix(), 10) // not UnixMilli',
    python: 'timestamp = str(int(time.time()))  # seconds',
    node: 'const timestamp = String(Math.floor(Date.now() / 1000)) // seconds',
    csharp: 'var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(); // seconds'
  },
  method: {
    php: "$method = 'POST';",
    java: 'String method = "POST";',
    go: 'method := "POST"',
    python: 'method = "POST"',
    node: "const method = 'POST'",
    csharp: 'var method = "POST";'
  },
  uri: {
    php: "$uri = '/requestOrder'; // tt.createSignOrder: /createSignOrder; a call: its path and query",
    java: 'String uri = "/requestOrder"; // tt.createSignOrder: /createSignOrder; a call: its path and query',
    go: 'uri := "/requestOrder" // tt.createSignOrder: /createSignOrder; a call: its path and query',
    python: 'uri = "/requestOrder"  # tt.createSignOrder: /createSignOrder; a call: its path and query',
    node: "const uri = '/requestOrder' // tt.createSignOrder: /createSignOrder; a call: its path and query",
    csharp: 'var uri = "/requestOrder"; // tt.createSignOrder: /createSignOrder; a call: its path and query'
  },
  lines: {
    php: '$text = "$method\\n$uri\\n$timestamp\\n$nonce\\n$data\\n";',
    java: 'String text = String.join("\\n", method, uri, timestamp, nonce, data) + "\\n";',
    go: 'text := fmt.Sprintf("%s\\n%s\\n%s\\n%s\\n%s\\n", method, uri, timestamp, nonce, data)',
    python: 'text = "".join(f"{line}\\n" for line in (method, uri, timestamp, nonce, data))',
    node: "const text = [method, uri, timestamp, nonce, data, ''].join('\\n')",
    csharp: 'var text = $"{method}\\n{uri}\\n{timestamp}\\n{nonce}\\n{data}\\n";'
  },
  charset: {
    php: "if (!preg_match('//u', $text)) throw new Exception('the text is not UTF-8');",
    java: 'byte[] bytes = text.getBytes(StandardCharsets.UTF_8);',
    go: 'bytes := []byte(text) // Go strings are UTF-8',
    python: 'content = text.encode("utf-8")',
    node: "const bytes = Buffer.from(text, 'utf8')",
    csharp: 'var bytes = Encoding.UTF8.GetBytes(text);'
  },
  key: {
    php: "$key = openssl_pkey_get_private(file_get_contents('private_key.pem')); // of this app_id and key_version",
    java: 'byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", "")); // PKCS#8\nPrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));',
    go: 'block, _ := pem.Decode(file) // PKCS#8; of PKCS#1: x509.ParsePKCS1PrivateKey\nparsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)\nkey := parsed.(*rsa.PrivateKey)',
    python:
      'key = serialization.load_pem_private_key(open("private_key.pem", "rb").read(), None)  # of this app_id and key_version',
    node: "const key = readFileSync('private_key.pem') // of this app_id and key_version",
    csharp:
      'using var key = RSA.Create();\nkey.ImportFromPem(File.ReadAllText("private_key.pem")); // of this app_id and key_version'
  },
  algorithm: {
    php: 'openssl_sign($text, $signed, $key, OPENSSL_ALGO_SHA256);',
    java: 'Signature signer = Signature.getInstance("SHA256withRSA");\nsigner.initSign(key);\nsigner.update(text.getBytes(StandardCharsets.UTF_8));\nbyte[] signed = signer.sign();',
    go: 'sum := sha256.Sum256([]byte(text))\nsigned, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum[:])',
    python: 'signed = key.sign(text.encode("utf-8"), padding.PKCS1v15(), hashes.SHA256())',
    node: "const signed = sign('sha256', Buffer.from(text), key) // node:crypto, PKCS#1 v1.5",
    csharp:
      'var signed = key.SignData(Encoding.UTF8.GetBytes(text),\n    HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);'
  },
  'signature-form': {
    php: '$signature = base64_encode($signed); // 344 characters',
    java: 'String signature = Base64.getEncoder().encodeToString(signed); // 344 characters',
    go: 'signature := base64.StdEncoding.EncodeToString(signed) // 344 characters',
    python: 'signature = base64.b64encode(signed).decode()  # 344 characters',
    node: "const signature = signed.toString('base64') // 344 characters",
    csharp: 'var signature = Convert.ToBase64String(signed); // 344 characters'
  },
  'handed-over': {
    php: "$answer = json_encode(['data' => $data, 'byteAuthorization' => $byteAuthorization]); // to the client",
    java: 'String answer = mapper.writeValueAsString(\n    Map.of("data", data, "byteAuthorization", byteAuthorization)); // to the client',
    go: 'answer, err := json.Marshal(map[string]string{ // to the client\n\t"data": string(data), "byteAuthorization": byteAuthorization})',
    python: 'answer = json.dumps({"data": data, "byteAuthorization": byte_authorization})  # to the client',
    node: 'const answer = JSON.stringify({ data, byteAuthorization }) // to the client',
    csharp: 'var answer = JsonSerializer.Serialize(new { data, byteAuthorization }); // to the client'
  },
  'app-id': {
    php: "$appId = getenv('ECPAY_APP_ID'); // the app that the key belongs to",
    java: 'String appId = System.getenv("ECPAY_APP_ID"); // the app that the key belongs to',
    go: 'appId := os.Getenv("ECPAY_APP_ID") // the app that the key belongs to',
    python: 'app_id = os.environ["ECPAY_APP_ID"]  # the app that the key belongs to',
    node: 'const appId = process.env.ECPAY_APP_ID // the app that the key belongs to',
    csharp: 'var appId = Environment.GetEnvironmentVariable("ECPAY_APP_ID"); // the app that the key belongs to'
  },
  'key-version': {
    php: "$keyVersion = getenv('ECPAY_KEY_VERSION'); // 密钥管理 > 应用公钥: it rises with each upload",
    java: 'String keyVersion = System.getenv("ECPAY_KEY_VERSION"); // 密钥管理 > 应用公钥: it rises with each upload',
    go: 'keyVersion := os.Getenv("ECPAY_KEY_VERSION") // 密钥管理 > 应用公钥: it rises with each upload',
    python: 'key_version = os.environ["ECPAY_KEY_VERSION"]  # 密钥管理 > 应用公钥: it rises with each upload',
    node: 'const keyVersion = process.env.ECPAY_KEY_VERSION // 密钥管理 > 应用公钥: it rises with each upload',
    csharp:
      'var keyVersion = Environment.GetEnvironmentVariable("ECPAY_KEY_VERSION"); // 密钥管理 > 应用公钥: it rises with each upload'
  },
  authorization: {
    php: '$byteAuthorization = "SHA256-RSA2048 appid=$appId,nonce_str=$nonce,timestamp=$timestamp"\n    . ",key_version=$keyVersion,signature=$signature";',
    java: 'String byteAuthorization = "SHA256-RSA2048 appid=" + appId + ",nonce_str=" + nonce + ",timestamp=" + timestamp\n    + ",key_version=" + keyVersion + ",signature=" + signature;',
    go: 'byteAuthorization := fmt.Sprintf("SHA256-RSA2048 appid=%s,nonce_str=%s,timestamp=%s,key_version=%s,signature=%s",\n\tappId, nonce, timestamp, keyVersion, signature)',
    python:
      'byte_authorization = (f"SHA256-RSA2048 appid={app_id},nonce_str={nonce},timestamp={timestamp}"\n    f",key_version={key_version},signature={signature}")',
    node: "const byteAuthorization = 'SHA256-RSA2048 appid=' + appId + ',nonce_str=' + nonce + ',timestamp=' + timestamp\n  + ',key_version=' + keyVersion + ',signature=' + signature",
    csharp:
      'var byteAuthorization = $"SHA256-RSA2048 appid={appId},nonce_str={nonce},timestamp={timestamp}"\n    + $",key_version={keyVersion},signature={signature}";'
  },
  header: {
    php: '$header = sprintf(\'SHA256-RSA2048 appid="%s",nonce_str="%s",timestamp="%s",key_version="%s",signature="%s"\',\n    $appId, $nonce, $timestamp, $keyVersion, $signature); // Byte-Authorization',
    java: 'String header = String.format(\n    "SHA256-RSA2048 appid=\\"%s\\",nonce_str=\\"%s\\",timestamp=\\"%s\\",key_version=\\"%s\\",signature=\\"%s\\"",\n    appId, nonce, timestamp, keyVersion, signature); // Byte-Authorization',
    go: 'header := fmt.Sprintf(`SHA256-RSA2048 appid="%s",nonce_str="%s",timestamp="%s",key_version="%s",signature="%s"`,\n\tappId, nonce, timestamp, keyVersion, signature) // Byte-Authorization',
    python:
      'header = (f\'SHA256-RSA2048 appid="{app_id}",nonce_str="{nonce}",timestamp="{timestamp}"\'\n    f\',key_version="{key_version}",signature="{signature}"\')  # Byte-Authorization',
    node: `const header = 'SHA256-RSA2048 appid="' + appId + '",nonce_str="' + nonce + '",timestamp="' + timestamp\n  + '",key_version="' + keyVersion + '",signature="' + signature + '"' // Byte-Authorization`,
    csharp:
      'var header = $"SHA256-RSA2048 appid=\\"{appId}\\",nonce_str=\\"{nonce}\\",timestamp=\\"{timestamp}\\""\n    + $",key_version=\\"{keyVersion}\\",signature=\\"{signature}\\""; // Byte-Authorization'
  },
  'sent-text': {
    php: "curl_setopt($curl, CURLOPT_HTTPHEADER, ['Content-Type: application/json; charset=utf-8']);",
    java: 'restTemplate.getMessageConverters().add(0,\n    new StringHttpMessageConverter(StandardCharsets.UTF_8));',
    go: 'request, err := http.NewRequest(method, url, bytes.NewReader(data)) // UTF-8 bytes',
    python: 'requests.post(url, data=data.encode("utf-8"), headers=headers)',
    node: "await fetch(url, { method, headers, body: Buffer.from(data, 'utf8') })",
    csharp: 'new StringContent(data, Encoding.UTF8, "application/json")'
  }
}

/** The code of some fixes, one below the other. */
export function tradeSnippets(fixes: readonly Fix[]): Record<SnippetLanguage, string> {
  const codeIn = (language: SnippetLanguage) => fixes.map((fix) => TRADE_SNIPPETS[fix][language]).join('\n')
  const pairs = SNIPPET_LANGUAGES.map((language) => [language, codeIn(language)] as const)
  return Object.fromEntries(pairs) as Record<SnippetLanguage, string>
}
