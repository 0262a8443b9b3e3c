import { execFileSync, spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SnippetLanguage } from '../../src/output/words/snippets.js'
import { TRADE_SNIPPETS } from '../../src/output/words/trade-snippets.js'
import type { Fix } from '../../src/trade/diagnose/mutation.js'
import { readAuthorization, valuesOf } from '../../src/trade/sign/authorization.js'
import { verifyRequest } from '../../src/trade/sign/sign-request.js'
import { need } from '../programs.js'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecpay-snippets-'))
  writeFileSync(join(folder, 'private_key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What a program consists of: what is said in code of each fix, once in each place where the time is made. */
const WITH_ONCE: readonly Fix[] = [
  ...(['same-text', 'once', 'method', 'uri', 'lines', 'charset', 'key', 'algorithm', 'signature-form'] as const),
  ...(['app-id', 'key-version', 'authorization', 'header'] as const)
]
const WITH_SECONDS = WITH_ONCE.map((fix) => (fix === 'once' ? 'seconds' : fix))

interface Runtime {
  language: SnippetLanguage
  program: string
  file: string
  argv: string[]
  /** The whole program around the snippets: it prints data, byteAuthorization and the header, a line each. */
  around(code: string, isOwnNonce: boolean): string
}

const RUNTIMES: readonly Runtime[] = [
  {
    language: 'php',
    program: 'php',
    file: 'sign.php',
    argv: ['sign.php'],
    around: (code) => `<?php
$nonce = 'n0_Zx9';
$order = ['title' => '商品 / "a"', 'totalAmount' => 1];
${code}
echo "$data\\n$byteAuthorization\\n$header\\n";
`
  },
  {
    language: 'node',
    program: 'node',
    file: 'sign.mjs',
    argv: ['sign.mjs'],
    around: (code, isOwnNonce) => `import { randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
${isOwnNonce ? '' : "const nonce = 'n0_Zx9'"}
const order = { title: '商品 / "a"', totalAmount: 1 }
${code}
console.log([data, byteAuthorization, header].join('\\n'))
`
  },
  {
    language: 'python',
    program: 'python3',
    file: 'sign.py',
    argv: ['sign.py'],
    around: (code) => `import base64, json, os, time, uuid
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
nonce = "n0_Zx9"
order = {"title": '商品 / "a"', "totalAmount": 1}
${code}
print("\\n".join([data, byte_authorization, header]))
`
  },
  {
    language: 'go',
    program: 'go',
    file: 'sign.go',
    argv: ['run', 'sign.go'],
    around: (code, isOwnNonce) => `package main

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
	"os"
	"strconv"
	"time"
)

var _, _ = rand.Read, hex.EncodeToString

func main() {
	file, _ := os.ReadFile("private_key.pem")
	${isOwnNonce ? '' : 'nonce := "n0_Zx9"'}
	order := map[string]any{"title": "商品 / \\"a\\"", "totalAmount": 1}
	${code}
	if err != nil {
		panic(err)
	}
	_ = bytes
	fmt.Printf("%s\\n%s\\n%s\\n", data, byteAuthorization, header)
}
`
  },
  {
    language: 'java',
    program: 'java',
    file: 'Sign.java',
    argv: ['Sign.java'],
    around: (code, isOwnNonce) => `import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.spec.*;
import java.util.*;

public class Sign {
  static class Mapper {
    String writeValueAsString(Object order) { return "{\\"title\\":\\"商品 / \\\\\\"a\\\\\\"\\",\\"totalAmount\\":1}"; }
  }
  public static void main(String[] args) throws Exception {
    Mapper mapper = new Mapper();
    Object order = null;
    String pem = Files.readString(Path.of("private_key.pem"));
    ${isOwnNonce ? '' : 'String nonce = "n0_Zx9";'}
    ${code}
    String all = data + "\\n" + byteAuthorization + "\\n" + header + "\\n";
    System.out.write(all.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }
}
`
  }
]

test.for(RUNTIMES)(
  'the fixes in $program sign an order together',
  ({ language, program, file, argv, around }, { skip }) => {
    need({ skip }, program)
    const hasLibrary = program !== 'python3' || spawnSync(program, ['-c', 'import cryptography']).status === 0
    skip(!hasLibrary, 'there is no cryptography for Python on this machine')
    const env = { ...process.env, ECPAY_APP_ID: 'tt07e3715e98c9aac0', ECPAY_KEY_VERSION: '3', GOFLAGS: '-mod=mod' }
    for (const fixes of [WITH_ONCE, WITH_SECONDS]) {
      const code = fixes.map((fix) => TRADE_SNIPPETS[fix][language]).join('\n')
      writeFileSync(join(folder, file), around(code, fixes === WITH_ONCE))
      const printed = execFileSync(program, argv, { cwd: folder, env, encoding: 'utf8' })
      const [body = '', ...authorizations] = printed.trim().split('\n')
      expect(JSON.parse(body)).toEqual({ title: '商品 / "a"', totalAmount: 1 })
      const quotes = authorizations.map((text) => {
        const authorization = readAuthorization(text)
        const { signature, timestamp, nonce, app_id, key_version } = (authorization && valuesOf(authorization)) ?? {}
        if (signature === undefined || timestamp === undefined || nonce === undefined) throw new Error(text)
        expect([app_id, key_version]).toEqual(['tt07e3715e98c9aac0', '3'])
        expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(600)
        expect(verifyRequest({ timestamp, nonce, body }, signature, createPublicKey(privateKey))).toBe(true)
        return authorization?.items.map(({ quote }) => quote).join('')
      })
      expect(quotes).toEqual(['', '"""""'])
    }
  }
)
