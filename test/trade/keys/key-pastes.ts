import type { JsonWebKey, KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Keys that protect nothing. */
export const KEYS: {
  app: {
    private_pkcs8: string
    private_pkcs1: string
    public: string
    certificate: string
    certificate_request: string
  }
  platform: { private_pkcs8: string; public: string }
  published: { source: string; public: string }
} = JSON.parse(readFileSync(new URL('../../../fixtures/trade/keys.json', import.meta.url), 'utf8'))

const marked = (pem: string) => /^(-+BEGIN [^-]+-+)\n([\s\S]*?)\n(-+END [^-]+-+)\n*$/.exec(pem)?.slice(1, 4) ?? []

/** Base64 of a PEM file, on one line. */
export function bareOf(pem: string): string {
  return (marked(pem)[1] ?? '').replaceAll('\n', '')
}

/** What becomes of a PEM file on its way into a setting. */
export const PEM_PASTES: Readonly<Record<string, (pem: string) => string>> = {
  'as it is': (pem) => pem,
  'without the last line break': (pem) => pem.trimEnd(),
  CRLF: (pem) => pem.replaceAll('\n', '\r\n'),
  'CR alone': (pem) => pem.replaceAll('\n', '\r'),
  'a byte order mark': (pem) => `\ufeff${pem}`,
  'no line breaks at all': (pem) => pem.replaceAll('\n', ''),
  'spaces in place of line breaks': (pem) => pem.replaceAll('\n', ' '),
  'tabs in place of line breaks': (pem) => pem.replaceAll('\n', '\t'),
  'literal \\n': (pem) => pem.replaceAll('\n', '\\n'),
  'literal \\r\\n': (pem) => pem.replaceAll('\n', '\\r\\n'),
  'literal \\\\n': (pem) => pem.replaceAll('\n', '\\\\n'),
  'JSON text': (pem) => JSON.stringify(pem),
  'JSON in JSON': (pem) => JSON.stringify(JSON.stringify({ private_key: pem })),
  'PHP JSON': (pem) => JSON.stringify(pem).replaceAll('/', '\\/'),
  'Go JSON': (pem) => JSON.stringify(pem).replaceAll('+', '\\u002b').replaceAll('=', '\\u003d'),
  'an address': (pem) => encodeURIComponent(pem),
  'a form': (pem) => new URLSearchParams({ key: pem }).toString(),
  'single quotes': (pem) => `'${pem}'`,
  'curly quotes': (pem) => `“${pem.trimEnd()}”`,
  'leading spaces': (pem) => pem.replace(/^/gm, '    '),
  'trailing spaces': (pem) => pem.replace(/$/gm, '  '),
  'empty lines': (pem) => pem.replaceAll('\n', '\n\n'),
  'no-break spaces': (pem) => pem.replaceAll('\n', '\u00a0\n'),
  'zero-width spaces': (pem) => pem.replaceAll('\n', '\u200b\n'),
  'one dash too few': (pem) => pem.replace('-----\n', '----\n'),
  'one dash too many': (pem) => pem.replaceAll('-----', '------'),
  'no dashes': (pem) => pem.replaceAll('-----', ''),
  'dashes of a word processor': (pem) => pem.replaceAll('-----', '——-'),
  'small letters in the header': (pem) => pem.replace(/-+(BEGIN|END)[^-]+-+/g, (line) => line.toLowerCase()),
  'no spaces in the header': (pem) => pem.replace(/-+(BEGIN|END)[^-]+-+/g, (line) => line.replaceAll(' ', '')),
  'no END line': (pem) => pem.replace(/-+END.*\n$/, ''),
  'no BEGIN line': (pem) => pem.replace(/^-+BEGIN.*\n/, ''),
  'a broken BEGIN line': (pem) => pem.replace('-----BEGIN', '-----'),
  'one long line of Base64': (pem) => `${marked(pem)[0]}\n${bareOf(pem)}\n${marked(pem)[2]}\n`,
  'the header of PKCS#8': (pem) => pem.replaceAll(/(BEGIN|END) (?:RSA )?/g, '$1 '),
  'the header of PKCS#1': (pem) => pem.replaceAll(/(BEGIN|END) (?:RSA )?/g, '$1 RSA '),
  'what OpenSSL prints in front': (pem) =>
    `Bag Attributes\n    friendlyName: app\nKey Attributes: <No Attributes>\n${pem}`,
  'a line of settings': (pem) => `ECPAY_PRIVATE_KEY="${pem.replaceAll('\n', '\\n')}"`,
  'YAML with a block': (pem) => `private_key: |\n${pem.replace(/^(?=.)/gm, '  ')}`,
  'parts in Java': (pem) =>
    pem
      .trimEnd()
      .split('\n')
      .map((line) => `"${line}\\n"`)
      .join(' +\n    '),
  'parts in PHP': (pem) =>
    pem
      .trimEnd()
      .split('\n')
      .map((line) => `'${line}' . "\\n"`)
      .join('\n  . '),
  'line breaks that lost their backslash': (pem) => pem.replaceAll('\n', 'n'),
  'a quoted mail': (pem) => pem.replace(/^(?=.)/gm, '> '),
  'Base64 of the whole': (pem) => Buffer.from(pem).toString('base64'),
  'Base64 of the whole, in lines': (pem) =>
    Buffer.from(pem)
      .toString('base64')
      .replace(/(.{76})/g, '$1\n'),
  'Base64 of Base64 of the whole': (pem) => Buffer.from(Buffer.from(pem).toString('base64')).toString('base64'),
  twice: (pem) => `${pem}${pem}`,
  'numbers in front of the lines': (pem) => numbered(pem, (line, i) => `${String(i).padStart(6)}\t${line}`),
  'a comment': (pem) => numbered(pem, (line) => `# ${line}`),
  'a comment of Java': (pem) => numbered(pem, (line) => ` * ${line}`),
  'a comment of two slashes': (pem) => numbered(pem, (line) => `// ${line}`),
  'a diff': (pem) => numbered(pem, (line) => `+${line}`),
  'a table': (pem) => numbered(pem, (line) => `| ${line} |`),
  'a web page': (pem) => `<pre>${pem.replaceAll('\n', '<br />')}</pre>`,
  'entities in place of line breaks': (pem) => pem.replaceAll('\n', '&#10;').replaceAll('+', '&#x2B;'),
  'a slash in place of a backslash': (pem) => pem.replaceAll('\n', '/n'),
  '\\r\\n that lost its backslashes': (pem) => pem.replaceAll('\n', 'rn'),
  'line breaks of PowerShell': (pem) => pem.replaceAll('\n', '`n'),
  'line breaks of cmd': (pem) => pem.replaceAll('\n', '^\n'),
  'NUL in place of line breaks': (pem) => pem.replaceAll('\n', '\0'),
  'the line break of mainframes': (pem) => pem.replaceAll('\n', '\u0085'),
  'wide characters': (pem) => pem.replace(/[-+/=]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  'bytes of Node.js': (pem) => JSON.stringify(Buffer.from(pem)),
  'bytes of a Uint8Array': (pem) => JSON.stringify(Uint8Array.from(Buffer.from(pem))),
  'behind an example': (pem) => `${marked(pem)[0]}\nYOUR_KEY_HERE\n${marked(pem)[2]}\n${pem}`
}

/** @param write takes the number of the line from 0 */
function numbered(pem: string, write: (line: string, i: number) => string): string {
  return pem.trimEnd().split('\n').map(write).join('\n')
}

/** What becomes of Base64 without header. */
export const BARE_PASTES: Readonly<Record<string, (bare: string) => string>> = {
  'as it is': (bare) => bare,
  'in lines of 64': (bare) => bare.replace(/(.{64})/g, '$1\n'),
  'in lines of 76, CRLF': (bare) => bare.replace(/(.{76})/g, '$1\r\n'),
  'with spaces': (bare) => bare.replace(/(.{64})/g, '$1 '),
  'with literal \\n': (bare) => bare.replace(/(.{64})/g, '$1\\n'),
  'in quotes': (bare) => `"${bare}"`,
  'with a comma behind': (bare) => `"${bare}",`,
  'with a semicolon behind': (bare) => `${bare};`,
  'with a name in front': (bare) => `private_key: ${bare}`,
  'as a shell exports it': (bare) => `export ECPAY_PRIVATE_KEY='${bare}'`,
  'in an address': (bare) => encodeURIComponent(bare),
  'with spaces for plus signs': (bare) => bare.replaceAll('+', ' '),
  'URL-safe': (bare) => bare.replaceAll('+', '-').replaceAll('/', '_'),
  'URL-safe without padding': (bare) => bare.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  'without padding': (bare) => bare.replace(/=+$/, ''),
  'as hex': (bare) => Buffer.from(bare, 'base64').toString('hex'),
  'as hex with colons': (bare) => pairs(bare).join(':'),
  'as hex with 0x in front': (bare) => `0x${pairs(bare).join('').toUpperCase()}`,
  'as an array of C': (bare) =>
    `{ ${pairs(bare)
      .map((one) => `0x${one}`)
      .join(', ')} };`,
  'as a text of C': (bare) =>
    `"${pairs(bare)
      .map((one) => `\\x${one}`)
      .join('')}"`,
  'as bytes of Java': (bare) => `[${[...new Int8Array(Buffer.from(bare, 'base64'))].join(', ')}]`,
  'as bytes of Node.js': (bare) => JSON.stringify(Buffer.from(bare, 'base64')),
  'as bytes of Go': (bare) => `[${Buffer.from(bare, 'base64').join(' ')}]`,
  'in JSON': (bare) => JSON.stringify({ app_id: 'tt07e3715e98c9aac0', privateKey: bare, keyVersion: 1 }),
  'in JSON with an example beside': (bare) => JSON.stringify({ example: 'MIIEpAIBAAKCAQEA...', key: bare }, null, 2),
  'in YAML with a block': (bare) => `private_key: |\n${bare.replace(/(.{64})/g, '  $1\n')}\nkey_version: 1\n`,
  'in a file of variables': (bare) => `APP_ID=tt07e3715e98c9aac0\nPRIVATE_KEY=${bare}\nKEY_VERSION=1\n`,
  'in a Secret of Kubernetes': (bare) =>
    `apiVersion: v1\nkind: Secret\ndata:\n  app.key: ${Buffer.from(`-----BEGIN KEY-----\n${bare}`).toString('base64')}\n`,
  'in Markdown': (bare) => `\`\`\`pem\n${bare}\n\`\`\``,
  'in XML': (bare) => `<config><privateKey>${bare}</privateKey></config>`,
  'in parentheses of Python': (bare) => `(${bare.replace(/.{1,64}/g, '"$&"\n ')})`,
  'under its name': (bare) => `PKCS8 private key (for JAVA)\n${bare}`,
  'behind its name in Chinese': (bare) => `应用私钥：${bare}`,
  'in front of a remark': (bare) => `${bare}\n(PKCS8)`,
  'in lines that /n parts': (bare) => bare.replace(/(.{64})/g, '$1/n'),
  'as Base64 once more': (bare) => Buffer.from(bare).toString('base64')
}

function pairs(bare: string): string[] {
  return Buffer.from(bare, 'base64').toString('hex').match(/../g) ?? []
}

/** A key whose numbers stand there one by one. */
export const NUMBER_PASTES: Readonly<Record<string, (key: KeyObject) => string>> = {
  'a JSON Web Key': (key) => JSON.stringify(jwkOf(key)),
  'a JSON Web Key with a name': (key) =>
    JSON.stringify({ kid: 'app-1', use: 'sig', alg: 'RS256', ...jwkOf(key) }, null, 2),
  'a JSON Web Key with its certificate': (key) =>
    JSON.stringify({ ...jwkOf(key), x5c: [bareOf(KEYS.app.certificate)], key_ops: ['sign'] }),
  'a set of one': (key) => JSON.stringify({ keys: [jwkOf(key)] }, null, 2),
  'a set with a key of another algorithm': (key) =>
    JSON.stringify({
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
          y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'
        },
        { kid: 'b', ...jwkOf(key) }
      ]
    }),
  'a JSON Web Key in JSON': (key) => JSON.stringify({ app_id: 'tt07e3715e98c9aac0', key: jwkOf(key) }),
  'JSON in JSON': (key) => JSON.stringify(JSON.stringify(jwkOf(key))),
  'Base64 of a JSON Web Key': (key) => Buffer.from(JSON.stringify(jwkOf(key))).toString('base64'),
  'Base64 of a set, in JSON': (key) =>
    JSON.stringify({ jwks: Buffer.from(JSON.stringify({ keys: [jwkOf(key)] })).toString('base64url') }),
  'bytes of a JSON Web Key': (key) => JSON.stringify(Buffer.from(JSON.stringify(jwkOf(key)))),
  XML: xmlOf,
  'XML in lines': (key) => xmlOf(key).replaceAll('><', '>\n  <')
}

function jwkOf(key: KeyObject): JsonWebKey {
  return key.export({ format: 'jwk' })
}

function xmlOf(key: KeyObject): string {
  const names = { n: 'Modulus', e: 'Exponent', p: 'P', q: 'Q', dp: 'DP', dq: 'DQ', qi: 'InverseQ', d: 'D' }
  const members: Readonly<Record<string, unknown>> = { ...jwkOf(key) }
  const tags = Object.entries(names).filter(([name]) => name in members)
  const digits = (name: string) => Buffer.from(String(members[name]), 'base64url').toString('base64')
  return `<RSAKeyValue>${tags.map(([name, tag]) => `<${tag}>${digits(name)}</${tag}>`).join('')}</RSAKeyValue>`
}
