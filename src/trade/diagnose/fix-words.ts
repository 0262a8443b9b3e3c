/** The fixes of mistakes, in both languages. */
export const FIXES = {
  lines: {
    en: 'Sign five lines: method, URI, timestamp, nonce and body, each with a line feed (\\n) at its end, the last one too.',
    zh: '依次签五行：方法、URI、时间戳、随机串、body；每行后面一个换行符（\\n），最后一行也要有。'
  },
  method: { en: 'Sign the method in capitals: POST.', zh: '方法用大写：POST。' },
  uri: {
    en: 'For tt.requestOrder sign /requestOrder, for tt.createSignOrder /createSignOrder, whatever address is called; for a call its path and query, without scheme and host.',
    zh: 'tt.requestOrder 固定签 /requestOrder，tt.createSignOrder 固定签 /createSignOrder，与实际请求的地址无关；服务端接口签路径和查询参数，不含协议和域名。'
  },
  once: {
    en: 'Make timestamp and nonce once, and use the same two in the signed text and in the authorization.',
    zh: '时间戳和随机串只生成一次，签名文本和授权串用同一份。'
  },
  nonce: {
    en: 'Make the nonce of letters and digits, at most 128 of them.',
    zh: '随机串只用字母和数字，最多 128 个。'
  },
  seconds: {
    en: 'Use whole seconds in both places: Math.floor(Date.now() / 1000), time(), System.currentTimeMillis() / 1000.',
    zh: '两处都用整数秒：Math.floor(Date.now() / 1000)、time()、System.currentTimeMillis() / 1000。'
  },
  'same-text': {
    en: 'Serialise the JSON once, sign that string, and pass on exactly that string, never the object.',
    zh: 'JSON 只序列化一次，对这个字符串签名，并原样传出同一个字符串，不要传对象。'
  },
  unfiltered: {
    en: 'Sign and pass on the JSON as it was serialised, without htmlspecialchars, addslashes, strip_tags or URL encoding after it.',
    zh: '序列化之后不再加工：不做 HTML 转义、加反斜杠、去标签或 URL 编码，签名和传出都用序列化的原文。'
  },
  complete: {
    en: 'Complete the object first: add, fill in and leave out fields before it is serialised and signed, not after.',
    zh: '先补全对象，再序列化和签名：增加、填写、去掉字段都要在序列化之前完成。'
  },
  amount: {
    en: 'Calculate amounts as whole numbers of fen before the JSON is written, and use that one text for signing and for passing on.',
    zh: '先把金额算成以分为单位的整数，再序列化一次；签名和传出用同一个文本。'
  },
  'sent-text': {
    en: 'Send the body as UTF-8: set that charset in the HTTP client, or give it the bytes.',
    zh: '按 UTF-8 发送：给 HTTP 客户端设定 UTF-8，或直接发送字节。'
  },
  charset: { en: 'Sign the UTF-8 bytes of the text.', zh: '对文本的 UTF-8 字节签名。' },
  algorithm: {
    en: 'Sign the text itself with RSA, PKCS#1 v1.5 and SHA-256: SHA256withRSA in Java, OPENSSL_ALGO_SHA256 in PHP.',
    zh: '对文本本身做 RSA 签名（PKCS#1 v1.5，SHA-256）：Java 用 SHA256withRSA，PHP 用 OPENSSL_ALGO_SHA256。'
  },
  'signature-form': {
    en: 'Write the signature as standard Base64 on one line, with its padding: 344 characters.',
    zh: '签名写成一行标准 Base64，保留末尾的 =，共 344 个字符。'
  },
  'handed-over': {
    en: 'Pass the signature on as it is, to the client in JSON: without URL encoding, HTML escapes, a form, or quotes of its own.',
    zh: '签名原样传出，给客户端时放在 JSON 里：不做 URL 编码、HTML 转义，不经过表单，不另加引号。'
  },
  key: {
    en: 'Sign with the private key whose public key was uploaded for this app_id as this key_version.',
    zh: '用与该 app_id、该 key_version 的应用公钥配对的私钥签名。'
  },
  'app-id': { en: 'Use the app_id that the key belongs to.', zh: '填写密钥所属小程序的 app_id。' },
  'key-version': {
    en: 'Use the version that the console shows for the application public key, in digits.',
    zh: '填写控制台里应用公钥旁显示的版本号（数字）。'
  },
  authorization: {
    en: 'For the client, write byteAuthorization as SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…, without quotes or other spaces.',
    zh: '传给客户端的 byteAuthorization 写成 SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…，不加引号，不加多余空格。'
  },
  header: {
    en: 'For a call, send the header Byte-Authorization: SHA256-RSA2048 appid="…",nonce_str="…",timestamp="…",key_version="…",signature="…".',
    zh: '服务端接口的请求头写成 Byte-Authorization: SHA256-RSA2048 appid="…",nonce_str="…",timestamp="…",key_version="…",signature="…"。'
  }
}
