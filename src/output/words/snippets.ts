import type { Fix } from '../../ecpay/diagnose/mutation.js'

export const SNIPPET_LANGUAGES = ['php', 'java', 'go', 'python', 'node', 'csharp'] as const
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]

/** The code of each fix: a line or two. */
export const SNIPPETS: Record<Fix, Record<SnippetLanguage, string>> = {
  members: {
    php: "unset($values['app_id'], $values['thirdparty_id'], $values['sign'], $values['other_settle_params']);",
    java: 'values.keySet().removeAll(Set.of("app_id", "thirdparty_id", "sign", "other_settle_params"));',
    go: 'for _, key := range []string{"app_id", "thirdparty_id", "sign", "other_settle_params"} {\n\tdelete(values, key)\n}',
    python: 'for key in ("app_id", "thirdparty_id", "sign", "other_settle_params"):\n    values.pop(key, None)',
    node: 'const { app_id, thirdparty_id, sign, other_settle_params, ...values } = body',
    csharp:
      'foreach (var key in new[] { "app_id", "thirdparty_id", "sign", "other_settle_params" })\n    values.Remove(key);'
  },
  empties: {
    php: "if ($text !== '' && $text !== 'null') $list[] = $text; // not empty($text)",
    java: 'if (!text.isEmpty() && !text.equals("null")) list.add(text);',
    go: 'if text != "" && text != "null" {\n\tlist = append(list, text)\n}',
    python: 'if text not in ("", "null"):\n    items.append(text)',
    node: "if (text !== '' && text !== 'null') list.push(text) // not if (value)",
    csharp: 'if (text != "" && text != "null") list.Add(text);'
  },
  amount: {
    php: '$fen = (int) bcmul($yuan, "100", 0);',
    java: 'long fen = new BigDecimal(String.valueOf(yuan)).movePointRight(2)\n    .setScale(0, RoundingMode.HALF_UP).longValueExact();',
    go: 'fen := int64(math.Round(yuan * 100))',
    python: 'fen = round(Decimal(str(yuan)) * 100)',
    node: 'const fen = Math.round(Number(yuan) * 100)',
    csharp: 'long fen = (long)Math.Round(Convert.ToDecimal(yuan, CultureInfo.InvariantCulture) * 100);'
  },
  numbers: {
    php: '$body = json_decode($json, true, 512, JSON_BIGINT_AS_STRING);',
    java: 'long totalAmount = 1000000L; // never double',
    go: 'decoder := json.NewDecoder(reader)\ndecoder.UseNumber() // in place of float64',
    python: 'body = json.loads(text, parse_float=str)  # amounts as int',
    node: 'const text = String(1000000) // beyond 2^53: a string or a BigInt',
    csharp: 'long totalAmount = 1000000; // never double'
  },
  digits: {
    php: '$orderNo = "20231128000001"; // not (int), not JSON_NUMERIC_CHECK',
    java: 'String orderNo = "20231128000001"; // never a long',
    go: 'orderNo := "20231128000001" // never an int64 or a float64',
    python: 'order_no = "20231128000001"  # never int(order_no)',
    node: "const orderNo = '20231128000001' // never Number(orderNo)",
    csharp: 'string orderNo = "20231128000001"; // never a long'
  },
  booleans: {
    php: "$body['disable_msg'] = $disable ? 1 : 0;",
    java: 'body.put("disable_msg", disable ? 1 : 0);',
    go: 'body["disable_msg"] = 0 // or 1, an int',
    python: 'body["disable_msg"] = int(disable)',
    node: 'body.disable_msg = Number(disable)',
    csharp: 'body["disable_msg"] = disable ? 1 : 0;'
  },
  nulls: {
    php: '$body = array_filter($body, fn ($value) => $value !== null);',
    java: 'body.values().removeIf(Objects::isNull);',
    go: 'if body[key] == nil {\n\tdelete(body, key)\n}',
    python: 'body = {key: value for key, value in body.items() if value is not None}',
    node: 'for (const key in body) if (body[key] == null) delete body[key]',
    csharp: 'foreach (var key in body.Keys.Where(key => body[key] is null).ToList()) body.Remove(key);'
  },
  nested: {
    php: "$body['cp_extra'] = json_encode($extra); // once, before signing",
    java: 'body.put("cp_extra", mapper.writeValueAsString(extra)); // once, before signing',
    go: 'text, _ := json.Marshal(extra)\nbody["cp_extra"] = string(text) // once, before signing',
    python: 'body["cp_extra"] = json.dumps(extra)  # once, before signing',
    node: 'body.cp_extra = JSON.stringify(extra) // once, before signing',
    csharp: 'body["cp_extra"] = JsonSerializer.Serialize(extra); // once, before signing'
  },
  'same-text': {
    php: "$body['sign'] = sign($body, $salt); // the same $body is sent, encoded before",
    java: 'body.put("sign", sign(body, salt)); // the same body is sent, encoded before',
    go: 'body["sign"] = sign(body, salt) // the same body is sent, encoded before',
    python: 'body["sign"] = sign(body, salt)  # the same body is sent, encoded before',
    node: 'body.sign = sign(body, salt) // the same body is sent, encoded before',
    csharp: 'body["sign"] = Sign(body, salt); // the same body is sent, encoded before'
  },
  trim: {
    php: "$text = preg_replace('/^\\s+|\\s+$/u', '', $text); // or \\p{Z} for old PCRE",
    java: 'text = text.replaceAll("^\\\\p{IsWhite_Space}+|\\\\p{IsWhite_Space}+$", "");',
    go: 'text = strings.TrimSpace(text)',
    python: 'text = re.sub(r"^[\\s\\u3000\\xa0]+|[\\s\\u3000\\xa0]+$", "", text)',
    node: "text = text.replace(/^\\p{White_Space}+|\\p{White_Space}+$/gu, '')",
    csharp: 'text = text.Trim(); // Unicode white space'
  },
  quotes: {
    php: "if (strlen($text) > 1 && $text[0] === '\"' && substr($text, -1) === '\"') $text = substr($text, 1, -1);",
    java: 'if (text.length() > 1 && text.startsWith("\\"") && text.endsWith("\\""))\n    text = text.substring(1, text.length() - 1);',
    go: "if len(text) > 1 && text[0] == '\"' && text[len(text)-1] == '\"' {\n\ttext = text[1 : len(text)-1]\n}",
    python: "if len(text) > 1 and text[0] == text[-1] == '\"':\n    text = text[1:-1]",
    node: 'text = text.replace(/^"(.*)"$/s, \'$1\')',
    csharp: "if (text.Length > 1 && text[0] == '\"' && text[^1] == '\"') text = text[1..^1];"
  },
  order: {
    php: 'sort($list, SORT_STRING); // the SALT is in $list',
    java: 'list.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));',
    go: 'sort.Strings(list) // the SALT is in list',
    python: 'items.sort()  # the SALT is in items',
    node: 'list.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))',
    csharp:
      'list.Sort((a, b) => Encoding.UTF8.GetBytes(a).AsSpan()\n    .SequenceCompareTo(Encoding.UTF8.GetBytes(b)));'
  },
  pairs: {
    php: '$list = array_values($texts); // no keys',
    java: 'var list = new ArrayList<>(texts.values()); // no keys',
    go: 'for _, text := range texts {\n\tlist = append(list, text)\n}',
    python: 'items = list(texts.values())  # no keys',
    node: 'const list = Object.values(texts) // no keys',
    csharp: 'var list = texts.Values.ToList(); // no keys'
  },
  'salt-key': {
    php: '$salt = rtrim(file_get_contents($saltFile), "\\r\\n"); // 支付设置 > SALT',
    java: 'String salt = Files.readString(saltFile).stripTrailing(); // 支付设置 > SALT',
    go: 'salt := strings.TrimRight(string(bytes), "\\r\\n") // 支付设置 > SALT',
    python: 'salt = open(salt_file).read().rstrip("\\r\\n")  # 支付设置 > SALT',
    node: "const salt = readFileSync(saltFile, 'utf8').trimEnd() // 支付设置 > SALT",
    csharp: 'var salt = File.ReadAllText(saltFile).TrimEnd(); // 支付设置 > SALT'
  },
  'salt-place': {
    php: '$list[] = $salt; sort($list, SORT_STRING);',
    java: 'list.add(salt); // before sorting',
    go: 'list = append(list, salt)\nsort.Strings(list)',
    python: 'items = sorted([*items, salt])',
    node: 'list.push(salt) // before sorting',
    csharp: 'list.Add(salt); // before sorting'
  },
  join: {
    php: "$toSign = implode('&', $list);",
    java: 'String toSign = String.join("&", list);',
    go: 'toSign := strings.Join(list, "&")',
    python: 'to_sign = "&".join(items)',
    node: "const toSign = list.join('&')",
    csharp: 'var toSign = string.Join("&", list);'
  },
  digest: {
    php: '$sign = md5($toSign);',
    java: 'String sign = HexFormat.of().formatHex(\n    MessageDigest.getInstance("MD5").digest(toSign.getBytes(UTF_8)));',
    go: 'sign := fmt.Sprintf("%x", md5.Sum([]byte(toSign)))',
    python: 'sign = hashlib.md5(to_sign.encode()).hexdigest()',
    node: "const sign = createHash('md5').update(toSign).digest('hex')",
    csharp: 'var sign = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(toSign))).ToLower();'
  },
  charset: {
    php: "$toSign = mb_convert_encoding($toSign, 'UTF-8', 'GBK'); // or keep UTF-8 from the start",
    java: 'byte[] bytes = toSign.getBytes(StandardCharsets.UTF_8);',
    go: 'bytes := []byte(toSign) // Go strings are UTF-8',
    python: 'data = to_sign.encode("utf-8")',
    node: "const bytes = Buffer.from(toSign, 'utf8')",
    csharp: 'var bytes = Encoding.UTF8.GetBytes(toSign);'
  },
  'bare-sign': {
    php: "$body['sign'] = trim(md5($stringToSign));",
    java: 'body.put("sign", sign.trim()); // a String, not its JSON text',
    go: 'body["sign"] = strings.TrimSpace(sign) // not strconv.Quote, not %q',
    python: 'body["sign"] = hashlib.md5(text.encode()).hexdigest()  # not str(…encode())',
    node: 'body.sign = sign.trim() // not JSON.stringify(sign)',
    csharp: 'body["sign"] = sign.Trim(); // without "0x"'
  },
  whole: {
    php: '$sign = md5($toSign); // $toSign as it was joined',
    java: 'byte[] bytes = toSign.getBytes(StandardCharsets.UTF_8); // toSign as it was joined',
    go: 'sum := md5.Sum([]byte(toSign)) // toSign as it was joined',
    python: 'sign = hashlib.md5(to_sign.encode()).hexdigest()  # to_sign as it was joined',
    node: "const sign = createHash('md5').update(toSign).digest('hex') // toSign as it was joined",
    csharp: 'var hash = MD5.HashData(Encoding.UTF8.GetBytes(toSign)); // toSign as it was joined'
  },
  'json-text': {
    php: "$list[] = $salt; sort($list, SORT_STRING);\n$toSign = implode('&', $list); // not json_encode",
    java: 'list.add(salt);\nCollections.sort(list);\nString toSign = String.join("&", list); // not the JSON',
    go: 'list = append(list, salt)\nsort.Strings(list)\ntoSign := strings.Join(list, "&") // not the JSON',
    python: 'to_sign = "&".join(sorted([*items, salt]))  # not json.dumps',
    node: "const toSign = [...list, salt].sort().join('&') // not JSON.stringify",
    csharp: 'list.Add(salt);\nlist.Sort(string.CompareOrdinal);\nvar toSign = string.Join("&", list); // not the JSON'
  },
  'sent-text': {
    php: "curl_setopt($curl, CURLOPT_HTTPHEADER, ['Content-Type: application/json; charset=utf-8']);",
    java: 'restTemplate.getMessageConverters().add(0,\n    new StringHttpMessageConverter(StandardCharsets.UTF_8));',
    go: 'request, err := http.NewRequest("POST", url, bytes.NewReader(text)) // UTF-8 bytes',
    python: 'requests.post(url, data=text.encode("utf-8"), headers=headers)',
    node: "await fetch(url, { method, headers, body: Buffer.from(text, 'utf8') })",
    csharp: 'new StringContent(json, Encoding.UTF8, "application/json")'
  },
  'sent-body': {
    php: 'curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($body)); // no change after signing',
    java: 'String json = mapper.writeValueAsString(body); // no change after signing',
    go: 'text, err := json.Marshal(body) // no change after signing',
    python: 'requests.post(url, data=json.dumps(body), headers=headers)  # no change after signing',
    node: 'await fetch(url, { method, headers, body: JSON.stringify(body) }) // no change after signing',
    csharp: 'var json = JsonSerializer.Serialize(body); // no change after signing'
  }
}
