import { expect, test } from 'vitest'
import { fileKind } from '../../src/protocol/file-kind.js'

test.each([
  ['', 'text'],
  ['a,b\r\n', 'text'],
  ['\ufeff时间', 'text'],
  ['\u001b[2J', 'text'],
  [Buffer.from('时间').subarray(0, 4), 'text'],
  [Buffer.from([0x1f, 0x8b, 8, 0]), 'gzip'],
  [Buffer.from([0x1f]), 'text'],
  [Buffer.from('PK\u0003\u0004'), 'zip'],
  [Buffer.from('PK'), 'text'],
  [Buffer.from('cab1bce4', 'hex'), 'other'],
  [Buffer.from('a\0b'), 'other'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'other']
])('%j is %s', (start, kind) => expect(fileKind(Buffer.from(start))).toBe(kind))
