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
  twice: (pem) => `${pem}${pem}`
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
  'as Base64 once more': (bare) => Buffer.from(bare).toString('base64')
}
