/** Things to check that a signature cannot show, in both languages. */
export const CHECK_WORDS = {
  'host-of-other-environment': {
    en: "The host belongs to the key's environment: open-sandbox.douyin.com takes sandbox keys, developer.toutiao.com those of production.",
    zh: '域名与密钥属于同一环境：open-sandbox.douyin.com 用沙盒密钥，developer.toutiao.com 用线上密钥。'
  },
  'salt-of-other-app': {
    en: "The SALT is that of this app_id, not of another app; with thirdparty_id it is the service provider's.",
    zh: 'SALT 属于这个 app_id，而不是别的应用；带 thirdparty_id 时用服务商的 SALT。'
  },
  'misspelt-key': {
    en: 'The key is app_id, not appid or appId: a misspelt one is signed as data and makes err_no 2008.',
    zh: '字段名是 app_id，不是 appid 或 appId：写错的字段会当作数据签名，结果是 err_no 2008。'
  },
  'bytes-changed': {
    en: 'The bytes that are sent are those that were signed: send the same string, not the object written again.',
    zh: '发送的字节就是签名的字节：发送同一个字符串，不要把对象再序列化一次。'
  },
  'not-json-content': {
    en: 'The request is a POST with Content-Type: application/json, and its body is UTF-8.',
    zh: '请求是 POST，Content-Type 为 application/json，请求体是 UTF-8。'
  },
  'unsigned-get-parameters': {
    en: 'For the GET calls of bills every query parameter is signed in the same way.',
    zh: '账单的 GET 接口，每个查询参数都按同样的规则签名。'
  },
  'token-of-message-push': {
    en: 'The token is the one of 支付设置, not that of message push; a changed one counts for later orders only.',
    zh: '令牌是“支付设置”里的，不是消息推送的；修改后只对之后的订单生效。'
  },
  'body-not-raw': {
    en: 'The body is verified as its raw bytes, before a framework parses or cleans it.',
    zh: '验签用的是原始字节，在框架解析或过滤之前取得。'
  },
  'state-from-callback': {
    en: 'A genuine callback is still to be checked with query_order before goods are handed over.',
    zh: '即使回调真实，发货前也要用 query_order 再确认一次。'
  }
}
