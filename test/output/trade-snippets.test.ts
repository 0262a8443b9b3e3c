import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SnippetLanguage } from '../../src/output/words/snippets.js'
import { TRADE_SNIPPETS, tradeSnippets } from '../../src/output/words/trade-snippets.js'
import type { Fix } from '../../src/trade/diagnose/mistake.js'
import { readAuthorization, valuesOf } from '../../src/trade/sign/authorization.js'
import { verifyRequest } from '../../src/trade/sign/sign-request.js'
import { SOON_READY } from '../e2e/reference-handlers.js'
import { GO, needRsa, soonest } from '../programs.js'
import { OTHER } from '../trade/keys/other-keys.js'

const { privateKey, publicKey } = OTHER
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecpay-snippets-'))
  writeFileSync(join(folder, 'private_key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
})
afterAll(() => rmSync(folder, { recursive: true }))

const REST: readonly Fix[] = [
  ...(['method', 'uri', 'lines', 'charset', 'key', 'algorithm', 'signature-form'] as const),
  ...(['app-id', 'key-version', 'authorization', 'header', 'handed-over'] as const)
]
/** What a program consists of: the code of the fixes, in two ways where one does the work of another. */
const FIRST: readonly Fix[] = ['complete', 'amount', 'same-text', 'once', ...REST]
const SECOND: readonly Fix[] = ['complete', 'amount', 'unfiltered', 'seconds', 'nonce', ...REST]

/** Fixes of the way a text is sent: their code is for an HTTP client that no runtime comes with. */
const NOT_RUN: readonly Fix[] = ['sent-text']

interface Runtime {
  language: SnippetLanguage
  program: string
  file: string
  argv: string[]
  /** The whole program around both parts: of each, it prints data, byteAuthorization, header and answer, a line each. */
  around(parts: readonly string[]): string
}

const RUNTIMES: readonly Runtime[] = [
  {
    language: 'php',
    program: 'php',
    file: 'sign.php',
    argv: ['sign.php'],
    around: (parts) => `<?php
$yuan = 19.99;
$notifyUrl = 'https://shop.example.com/notify';
${parts
  .map(
    (code) => `$order = ['title' => '商品 / "a"'];
${code}
echo "$data\\n$byteAuthorization\\n$header\\n$answer\\n";`
  )
  .join('\n')}
`
  },
  {
    language: 'node',
    program: 'node',
    file: 'sign.mjs',
    argv: ['sign.mjs'],
    around: (parts) => `import { randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
const yuan = 19.99
const notifyUrl = 'https://shop.example.com/notify'
${parts
  .map(
    (code) => `{
const order = { title: '商品 / "a"' }
${code}
console.log([data, byteAuthorization, header, answer].join('\\n'))
}`
  )
  .join('\n')}
`
  },
  {
    language: 'python',
    program: 'python3',
    file: 'sign.py',
    argv: ['sign.py'],
    around: (parts) => `import base64, json, os, time, uuid
from decimal import Decimal
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
yuan = 19.99
notify_url = "https://shop.example.com/notify"
${parts
  .map(
    (code) => `order = {"title": '商品 / "a"'}
${code}
print("\\n".join([data, byte_authorization, header, answer]))`
  )
  .join('\n')}
`
  },
  {
    language: 'go',
    program: 'go',
    file: 'sign.go',
    argv: ['run', 'sign.go'],
    around: (parts) => `package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math"
	"os"
	"strconv"
	"time"
)

func main() {
	file, _ := os.ReadFile("private_key.pem")
	yuan := 19.99
	notifyUrl := "https://shop.example.com/notify"
${parts
  .map(
    (code) => `	{
	order := map[string]any{"title": "商品 / \\"a\\""}
	${code}
	if err != nil {
		panic(err)
	}
	_ = bytes
	fmt.Printf("%s\\n%s\\n%s\\n%s\\n", data, byteAuthorization, header, answer)
	}`
  )
  .join('\n')}
}
`
  },
  {
    language: 'java',
    program: 'java',
    file: 'Sign.java',
    argv: [...SOON_READY, 'Sign.java'],
    around: (parts) => `import java.math.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import java.util.stream.Collectors;

public class Sign {
  static class Mapper {
    String writeValueAsString(Map<String, ?> map) {
      return map.entrySet().stream()
        .map(one -> quoted(one.getKey()) + ":" + (one.getValue() instanceof String ? quoted((String) one.getValue()) : one.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
    }
    String quoted(String text) {
      return '"' + text.replace("\\\\", "\\\\\\\\").replace("\\"", "\\\\\\"") + '"';
    }
  }
  public static void main(String[] args) throws Exception {
    Mapper mapper = new Mapper();
    String pem = Files.readString(Path.of("private_key.pem"));
    double yuan = 19.99;
    String notifyUrl = "https://shop.example.com/notify";
${parts
  .map(
    (code) => `    {
    Map<String, Object> order = new TreeMap<>(Map.of("title", "商品 / \\"a\\""));
    ${code}
    String all = data + "\\n" + byteAuthorization + "\\n" + header + "\\n" + answer + "\\n";
    System.out.write(all.getBytes(StandardCharsets.UTF_8));
    }`
  )
  .join('\n')}
    System.out.flush();
  }
}
`
  }
]

test('the URI of an agreement is named beside that of an order', () => {
  expect(Object.values(TRADE_SNIPPETS.uri).filter((code) => !code.includes('/createSignOrder'))).toEqual([])
})

test('every fix is in one of the programs', () => {
  expect(Object.keys(TRADE_SNIPPETS).toSorted()).toEqual([...new Set([...FIRST, ...SECOND, ...NOT_RUN])].toSorted())
})

test.for(RUNTIMES)('the fixes in $program sign an order together', ({ language, program, file, argv, around }, it) => {
  needRsa(it, program)
  const env = { ...process.env, ...GO, ECPAY_APP_ID: 'tt07e3715e98c9aac0', ECPAY_KEY_VERSION: '3' }
  writeFileSync(join(folder, file), around([FIRST, SECOND].map((fixes) => tradeSnippets(fixes)[language])))
  const printed = execFileSync(soonest(program), argv, { cwd: folder, env, encoding: 'utf8' })
  const lines = printed.trim().split('\n')
  expect(lines).toHaveLength(8)
  for (const part of [lines.slice(0, 4), lines.slice(4)]) expectSigned(part as Printed)
})

type Printed = [body: string, byteAuthorization: string, header: string, answer: string]

function expectSigned([body, byteAuthorization, header, answer]: Printed): void {
  const order = { title: '商品 / "a"', totalAmount: 1999, payNotifyUrl: 'https://shop.example.com/notify' }
  expect(JSON.parse(body)).toEqual(order)
  expect(JSON.parse(answer)).toEqual({ data: body, byteAuthorization })
  const quotes = [byteAuthorization, header].map((text) => {
    const authorization = readAuthorization(text)
    const { signature, timestamp, nonce, app_id, key_version } = (authorization && valuesOf(authorization)) ?? {}
    if (signature === undefined || timestamp === undefined || nonce === undefined) throw new Error(text)
    expect([app_id, key_version]).toEqual(['tt07e3715e98c9aac0', '3'])
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(600)
    expect(verifyRequest({ timestamp, nonce, body }, signature, publicKey)).toBe(true)
    return authorization?.items.map(({ quote }) => quote).join('')
  })
  expect(quotes).toEqual(['', '"""""'])
}
