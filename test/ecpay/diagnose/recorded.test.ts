import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkExchange, readExchange } from '../../../src/ecpay/diagnose/exchange-findings.js'
import { cmdWords } from '../../../src/recorded/cmd-words.js'
import { kindOf } from '../../../src/recorded/recorded.js'
import { shellWords } from '../../../src/recorded/shell-words.js'
import { findingsOf } from '../../protocol/found.js'

const URL_OF = 'https://open-sandbox.douyin.com/api/apps/ecpay/v1/create_order'
const BODY = '{"app_id":"tt1","subject":"开通会员 & 续费","note":"it\'s \\"50%\\" $5\\\\n`","sign":"x"}'

/** As Chrome copies a text for cmd: every special character behind a caret, backslashes doubled. */
function chromeForCmd(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
    .replace(/\r?\n/g, '^\n\n')
  return `^"${escaped}^"`
}

/** As Chrome copies a text for PowerShell. */
function chromeForPowerShell(text: string): string {
  const escaped = text.replace(/[`$"]/g, '`$&').replace(/[^\x20-\x7e]/g, (one) => `$([char]${one.charCodeAt(0)})`)
  return `"${escaped}"`
}

function chromePowerShell(body: string): string {
  return [
    '$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession',
    '$session.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"',
    `Invoke-WebRequest -UseBasicParsing -Uri "${URL_OF}" \``,
    '-Method "POST" `',
    '-WebSession $session `',
    '-Headers @{',
    '"authority"="open-sandbox.douyin.com"',
    '  "method"="POST"',
    '  "sec-ch-ua"="`"Chromium`";v=`"128`""',
    '} `',
    '-ContentType "application/json" `',
    `-Body ([System.Text.Encoding]::UTF8.GetBytes(${chromeForPowerShell(body)}))`
  ].join('\r\n')
}

const quoted = `'${BODY.replaceAll("'", "'\\''")}'`
const inPowerShell = `'${BODY.replaceAll("'", "''")}'`

describe('one request, in every form that people have it in', () => {
  test.each<[name: string, kind: string, text: string]>([
    ['curl without a scheme', 'curl', `curl ${URL_OF.slice(8)} -H 'Content-Type: application/json' -d ${quoted}`],
    ['an answer behind', 'curl', `$ curl ${URL_OF} --json ${quoted}\n{"err_no":2008,"err_tips":"签名校验异常"}\n`],
    ['a root prompt', 'curl', `[root@host ~]# curl ${URL_OF} --json ${quoted}`],
    ['another prompt', 'curl', `➜  ~ curl ${URL_OF} --json ${quoted}`],
    ['the prompt of cmd', 'curl', `C:\\Users\\me>curl ^"${URL_OF}^" --json ${chromeForCmd(BODY)}`],
    ['continued with prompts', 'curl', `$ curl ${URL_OF} \\\n> -H 'Content-Type: application/json' \\\n> -d ${quoted}`],
    ['lost backslashes', 'curl', `curl ${URL_OF}\n  -H 'Content-Type: application/json'\n  -d ${quoted}`],
    ['combined short options', 'curl', `curl -sSLX POST ${URL_OF} -H'Content-Type: application/json' -kd ${quoted}`],
    ['--url', 'curl', `curl --url=${URL_OF} --request POST --json=${quoted}`],
    ['a path to the program', 'curl', `/usr/bin/curl ${URL_OF} --json ${quoted}`],
    ['a fence of Markdown', 'curl', `报错\n\`\`\`bash\n$ curl ${URL_OF} --json ${quoted}\n\`\`\`\n- 谢谢`],
    [
      'a fence, with double quotes',
      'curl',
      `\`\`\`\ncurl ${URL_OF} --json ${JSON.stringify(BODY).replace(/[$`]/g, '\\$&')}\n\`\`\`\n`
    ],
    ['code in a line of Markdown', 'curl', `执行 \`$ curl ${URL_OF} --json ${quoted}\`\n- 报错`],
    ['an output file', 'curl', `curl ${URL_OF} --json ${quoted} > out.json 2>&1`],
    ['a pipe behind', 'curl', `curl ${URL_OF} --json ${quoted} | jq .`],
    ['a here-document', 'curl', `curl ${URL_OF} --json @- <<'EOF'\n${BODY}\nEOF\n{"err_no":2008}`],
    [
      'Chrome for cmd',
      'curl',
      `curl ^"${URL_OF}^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ${chromeForCmd(BODY)}`
    ],
    [
      'Postman for cmd',
      'curl',
      `curl --location "${URL_OF}" ^\r\n--header "Content-Type: application/json" ^\r\n--data "${BODY.replace(/(\\*)"/g, '$1$1\\"')}"\r\n`
    ],
    ['Chrome for PowerShell', 'powershell', chromePowerShell(BODY)],
    [
      'PowerShell with variables, as Postman writes it',
      'powershell',
      [
        '$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"',
        '$headers.Add("Content-Type", "application/json")',
        '',
        `$body = @"\n${BODY.replace(/[`$"]/g, '`$&')}\n"@`,
        '',
        `$response = Invoke-RestMethod '${URL_OF}' -Method 'POST' -Headers $headers -Body $body`,
        '$response | ConvertTo-Json'
      ].join('\n')
    ],
    [
      'PowerShell, short',
      'powershell',
      `PS C:\\> irm ${URL_OF} -Method Post -ContentType 'application/json; charset=utf-8' -Body ${inPowerShell}`
    ],
    [
      'curl in Windows PowerShell',
      'curl',
      `PS C:\\> curl.exe -X POST ${URL_OF} \`\n>> -H 'Content-Type: application/json' -d ${inPowerShell.replaceAll('\\"', '\\\\"').replace(/(?<!\\)"/g, '\\"')}`
    ],
    [
      'curl in PowerShell, in a fence',
      'curl',
      `\`\`\`powershell\ncurl.exe -X POST \`\n  ${URL_OF} \`\n  -H 'Content-Type: application/json' -d ${inPowerShell.replaceAll('\\"', '\\\\"').replace(/(?<!\\)"/g, '\\"')}\n\`\`\`\n`
    ],
    [
      'fetch',
      'fetch',
      `await fetch("${URL_OF}", ${JSON.stringify({ headers: { 'content-type': 'application/json' }, body: BODY, method: 'POST' }, null, 2)});`
    ],
    [
      'an HTTP message',
      'http',
      `POST /api/apps/ecpay/v1/create_order HTTP/1.1\r\nHost: open-sandbox.douyin.com\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`
    ],
    ['with LF', 'http', `POST ${URL_OF}\nContent-Type: application/json\n\n${BODY}\n`],
    [
      'with its answer',
      'http',
      `POST /api/apps/ecpay/v1/create_order HTTP/1.1\nHost: open-sandbox.douyin.com\nContent-Type: application/json\n\n${BODY}\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{"err_no":2008}`
    ],
    [
      'in chunks',
      'http',
      `POST /api/apps/ecpay/v1/create_order HTTP/1.1\r\nHost: open-sandbox.douyin.com\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${Buffer.byteLength(BODY).toString(16)}\r\n${BODY}\r\n0\r\n\r\n`
    ],
    ['wget', 'wget', `wget --method=POST --header 'Content-Type: application/json' --body-data ${quoted} '${URL_OF}'`],
    ['HTTPie', 'httpie', `http POST ${URL_OF} Content-Type:application/json --raw ${quoted}`],
    ['HTTPie behind printf', 'httpie', `printf ${quoted} | http --follow POST '${URL_OF}'`],
    [
      'HAR',
      'har',
      JSON.stringify({
        log: {
          entries: [
            {
              request: {
                method: 'POST',
                url: URL_OF,
                headers: [{ name: 'Content-Type', value: 'application/json' }],
                postData: { text: BODY }
              }
            }
          ]
        }
      })
    ]
  ])('%s', (_, kind, text) => {
    expect(kindOf(text)).toBe(kind)
    const { method, url, headers, body } = readExchange(text, 'curl')
    expect({ method, url: url?.href, body }).toEqual({ method: 'POST', url: URL_OF, body: BODY })
    const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
    expect(type).toMatch(/^application\/json/)
  })
})

test('a message without a host has a path all the same', () => {
  const exchange = readExchange('POST /api/ecpay/v1/create_order\nContent-Type: application/json\n\n{}', 'http')
  const found = checkExchange(exchange, { env: 'sandbox', host: 'open-sandbox.douyin.com' })
  expect(found).toEqual([
    { code: 'unknown-path', found: '/api/ecpay/v1/create_order', near: ['/api/apps/ecpay/v1/create_order'] }
  ])
})

const expected = { env: 'sandbox', host: 'open-sandbox.douyin.com' }

describe('what is wrong beside the signature', () => {
  const json = "-H 'Content-Type: application/json'"
  test.each<[text: string, codes: string[]]>([
    [`curl ${URL_OF} ${json} -d '{}'`, []],
    [`curl ${URL_OF} ${json} -X GET -d '{}'`, ['request-method']],
    [`curl -G ${URL_OF} -d a=1`, ['request-method', 'request-content-type']],
    [`curl ${URL_OF.replace('https', 'http')} ${json} -d '{}'`, ['request-insecure']],
    [`curl http://127.0.0.1:8787/api/apps/ecpay/v1/create_order ${json} -d '{}'`, ['request-host']],
    [`curl ${URL_OF} -H 'Content-Type: application/json; charset=GBK' -d '{}'`, ['request-charset']],
    [`curl ${URL_OF} -H 'Content-Type: application/json;charset=UTF-8' -d '{}'`, []],
    [`curl ${URL_OF} -d '{}'`, ['request-content-type']],
    [`curl ${URL_OF}/ ${json} -d '{}'`, ['unknown-path']],
    [`curl https://open-sandbox.douyin.com/api/apps/bills ${json} -d '{}'`, ['request-method']],
    [`curl 'https://open-sandbox.douyin.com/api/apps/bills?a=1'`, []]
  ])('%s', (text, codes) => {
    expect(checkExchange(readExchange(text, 'curl'), expected).map(({ code }) => code)).toEqual(codes)
  })
})

const inCmd = (body: string) =>
  `curl "${URL_OF}" ^\n-H "Content-Type: application/json" ^\n--data-raw "${body.replace(/["\\]/g, '\\$&')}"\n`

test.each<[what: string, text: string, body: string, found: string[]]>([
  ['an ampersand', inCmd('{"a":"b&c|d"}'), '{"a":"b&c|d"}', ['&']],
  ['a pipe', inCmd('{"a":"b|c"}'), '{"a":"b|c"}', ['|']],
  ['lines, as Apifox breaks them', inCmd('{^\n\n  "a": "b"^\n\n}'), '{\n  "a": "b"\n}', ['\n']],
  ['lines of Windows', inCmd('{^\n\n  "a": "b"^\n\n}').replaceAll('\n', '\r\n'), '{\n  "a": "b"\n}', ['\n']],
  ['the percent sign of Chrome', inCmd('{"a":"100%"}').replace('%', '"%"'), '{"a":"100%"}', []],
  ['an ampersand in a word', inCmd('{"a":"b"}').replace('curl', 'curl --user "me&you"'), '{"a":"b"}', []],
  ['a command behind it', `${inCmd('{"a":"b"}').trimEnd()} & echo "{\\"x\\":1}"`, '{"a":"b"}', []],
  ['what is no JSON either way', inCmd('{"a":"b&c}'), '{"a":"b', []]
])('cmd and a body with %s', (_, text, body, found) => {
  const exchange = readExchange(text, 'curl')
  expect(exchange.body).toBe(body)
  const codes = found.map((one) => ({ code: 'cmd-ends-command', found: one }))
  expect(checkExchange(exchange, expected)).toEqual(codes)
})

describe('what is no JSON is named', () => {
  test.each<[text: string, form: string, keys: string[]]>([
    [`curl ${URL_OF} --data-urlencode 'app_id=tt1' --data-urlencode 'sign=a b'`, 'urlencoded', ['app_id', 'sign']],
    [`curl ${URL_OF} -d app_id=tt1 -d sign=x`, 'urlencoded', ['app_id', 'sign']],
    [`curl ${URL_OF} -F app_id=tt1 --form 'sign=x'`, 'multipart', ['app_id', 'sign']],
    [`irm ${URL_OF} -Method Post -Body @{ app_id = 'tt1'; sign = "x" }`, 'urlencoded', ['app_id', 'sign']],
    [`http --form POST ${URL_OF} app_id=tt1 sign=x`, 'urlencoded', ['app_id', 'sign']],
    [
      `POST ${URL_OF}\nContent-Type: application/x-www-form-urlencoded\n\napp_id=tt1&sign=x`,
      'urlencoded',
      ['app_id', 'sign']
    ]
  ])('%s', (text, form, keys) => {
    expect(findingsOf(() => readExchange(text, 'curl'))).toEqual([{ code: 'form-body', form, keys }])
  })
})

test.each<[text: string, kind: string | undefined]>([
  ['{"app_id":"tt1"}', 'body'],
  ['{"timestamp":"1","nonce":"2","msg":"{}","msg_signature":"x"}', 'callback'],
  ['[1]', undefined],
  ['{broken', undefined],
  ['curly braces', undefined],
  ['商品', undefined]
])('%s is %s', (text, kind) => expect(kindOf(text)).toBe(kind))

describe('sh', () => {
  const inBash = (commands: readonly string[]) =>
    execFileSync('bash', ['-s'], {
      input: `curl() { printf '%s\\0' "$@"; printf '<end>\\0'; }\n${commands.join('\n')}\n`,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' }
    })
      .split('<end>\0')
      .slice(0, -1)
      .map((words) => words.split('\0').slice(0, -1))

  test('words as bash reads them', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "'a \\ b'",
        '"a\\\nb"',
        '"\\$x \\` \\" \\\\ \\a"',
        'a\\ b',
        '\\\n',
        ' ',
        "''",
        '""',
        '中',
        '\\中'
      ),
      fc
        .constantFrom('b', 'f', 'v', 'e', 'E', 'a', 't', 'n', 'r', '?', "'", '\\', '"', 'q')
        .map((one) => `$'x\\${one}y'`),
      fc
        .constantFrom(
          '\\x4',
          '\\x41g',
          '\\xe6\\x8a\\x96',
          '\\u41',
          '\\u6296',
          '\\U1f389',
          '\\101',
          '\\7',
          '\\cA',
          'a\\0b',
          '\\xzz',
          '\\u'
        )
        .map((one) => `$'${one}'`)
    )
    const commands = fc
      .sample(fc.array(piece, { minLength: 1, maxLength: 8 }), 300)
      .map((parts) => `curl x${parts.join('')}z`)
    const read = commands.map((command) => shellWords(command.slice('curl '.length)).words)
    expect(read).toEqual(inBash(commands))
  })
})

test('of more headers than a call takes arguments each is read', () => {
  const headers = Array.from({ length: 150_000 }, (_, i) => `h${i}=1`).join(';')
  const text = `Invoke-WebRequest -Uri https://a.example/x -Headers @{${headers}} -Body '{}'`
  const read = readExchange(text, 'powershell').headers.filter(([name]) => name.startsWith('h'))
  expect(read).toHaveLength(150_000)
})

test('cmd gives back what Chrome escaped', () => {
  const text = fc.string({
    unit: fc.constantFrom('"', '\\', '%', '^', '&', '|', '<', '!', '\n', ' ', 'a', '中', "'", '{', '$')
  })
  fc.assert(
    fc.property(text, (one) => {
      expect(cmdWords(chromeForCmd(`"\\${one}`))).toEqual([`"\\${one}`])
    })
  )
})

test('PowerShell gives back what Chrome escaped', () => {
  const text = fc.string({
    unit: fc.constantFrom('"', '\\', '`', '$', '\n', ' ', 'a', '中', "'", '{', '}', '(', ')', ';', '🎉')
  })
  fc.assert(
    fc.property(text, (one) => {
      expect(readExchange(chromePowerShell(`{${one}`), 'curl').body).toEqual(`{${one}`)
    })
  )
})

test.each(['\r', '\u2028', '\u2029'])('a body of line ends %j is read at once', (end) => {
  // In quadratic time, these would take longer than a test may.
  expect(kindOf(`x${end.repeat(200_000)}x`)).toBeUndefined()
  expect(kindOf(`x${`${end}PS `.repeat(100_000)}x`)).toBeUndefined()
  expect(kindOf(`${end}PS C:\\> curl https://a.example`)).toBe('curl')
})
