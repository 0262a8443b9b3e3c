'use strict'

// Runs calls of the platform's own Node SDK against a local gateway. stdin has {"port","app_id","app_secret","prefixes",
// "bodies"}, the bodies by path. stdout gets the path of each call of the SDK under the prefixes, and the members that it
// has. Answers that refuse it are errors in the SDK; what was wrong is in the log of the gateway.

const http = require('node:http')
const https = require('node:https')

const { port, app_id, app_secret, prefixes, bodies } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))

// The SDK has its host in its code. Only where the connection goes is changed; the Host header stays.
https.request = (options, done) =>
  http.request(
    { ...options, agent: undefined, protocol: 'http:', host: '127.0.0.1', hostname: '127.0.0.1', port },
    done
  )

const { default: Credential } = require('@open-dy/open_api_credential')
const sdk = require('@open-dy/open_api_sdk')

/** A body in the types that the SDK declares: it has most numbers as text. */
function typed(value, type) {
  if (value === undefined) return undefined
  if (type === 'string') return String(value)
  if (type?.type === 'array') return value.map((one) => typed(one, type.itemType))
  return typeof type === 'function' ? requestOf(type, value) : value
}

function requestOf(Type, body) {
  const request = new Type({})
  for (const [key, name] of Object.entries(Type.names())) {
    const value = typed(body[name], Type.types()[key])
    if (value !== undefined) request[key] = value
  }
  return request
}

async function main() {
  const config = { clientKey: app_id, clientSecret: app_secret }
  const { accessToken } = await new Credential(config).getClientToken()
  const client = new sdk.default(config)
  const results = []
  for (const method of Object.getOwnPropertyNames(sdk.default.prototype)) {
    const [, path] = /pathname = "([^"]+)"/.exec(String(client[method])) ?? []
    if (!path || !prefixes.some((prefix) => path.startsWith(prefix))) continue
    const Type = sdk[`${method[0].toUpperCase()}${method.slice(1)}Request`]
    const members = Object.values(Type.names()).filter((name) => name !== 'header' && name !== 'access_token')
    const request = requestOf(Type, { ...bodies[path], access_token: accessToken })
    await client[method](request).catch(() => {})
    results.push({ path, members })
  }
  process.stdout.write(JSON.stringify(results))
}

main()
