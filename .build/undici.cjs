const Dispatcher = require('undici/lib/dispatcher/dispatcher')
const request = require('undici/lib/api/api-request')

exports.EnvHttpProxyAgent = require('undici/lib/dispatcher/env-http-proxy-agent')
exports.Pool = require('undici/lib/dispatcher/pool')

// A proxy agent opens its tunnel with this method.
Dispatcher.prototype.connect = require('undici/lib/api/api-connect')

/** As undici's own, for an address that is text. */
exports.request = (url, options) => {
  const { origin, pathname, search } = new URL(url)
  return request.call(options.dispatcher, { ...options, origin, path: pathname + search })
}
