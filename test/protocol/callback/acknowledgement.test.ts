import { describe, expect, test } from 'vitest'
import {
  acknowledgementAdvice,
  acknowledgementProblem,
  crashIn,
  takesForGenuine
} from '../../../src/protocol/callback/acknowledgement.js'

const OK = '{"err_no":0,"err_tips":"success"}'

describe('what is no acknowledgement, and whether it takes a forgery for genuine all the same', () => {
  test.each<[body: string, code: string | undefined, taken: boolean]>([
    [OK, undefined, true],
    [` ${OK}\n`, undefined, true],
    ['{"err_no":"0"}', undefined, true],
    ['{"err_no":1}', 'callback-refused', false],
    ['{"err_no":null}', 'callback-refused', false],
    ['{}', 'callback-refused', false],
    ['{"code":"SUCCESS","message":"OK"}', 'callback-refused', true],
    ['{"code":"FAIL"}', 'callback-refused', false],
    ['{"err_no":1,"code":"SUCCESS"}', 'callback-refused', false],
    [`\ufeff${OK}`, 'callback-answer-byte-order-mark', true],
    ['\ufeff{"err_no":1}', 'callback-answer-byte-order-mark', false],
    ['success', 'callback-answer-success-text', true],
    [' SUCCESS\n', 'callback-answer-success-text', true],
    ['fail', 'callback-answer-not-json', false],
    ['unsuccessful', 'callback-answer-not-json', false],
    ['', 'callback-answer-empty', false],
    [' \n', 'callback-answer-empty', false],
    ['<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>', 'callback-answer-xml', true],
    ['<xml><return_code>FAIL</return_code></xml>', 'callback-answer-xml', false],
    ['<?xml version="1.0"?><a/>', 'callback-answer-xml', false],
    ['<!DOCTYPE html><title>500</title>', 'callback-answer-html', false],
    [`<br />\n<b>Notice</b>: x<br />\n${OK}`, 'callback-answer-php-warning', true],
    [`${OK}\nWarning: x in a.php on line 3\n`, 'callback-answer-php-warning', true],
    ['\nParse error: syntax error in a.php\n', 'callback-answer-php-warning', false],
    ['[]', 'callback-answer-not-json', false],
    ['{"err_no":0', 'callback-answer-not-json', true]
  ])('%j: %s, %s', (body, code, taken) => {
    expect([acknowledgementProblem({ status: 200, body })?.code, takesForGenuine({ status: 200, body })]).toEqual([
      code,
      taken
    ])
    expect(acknowledgementProblem({ status: 403, body })?.code).toBe('callback-not-200')
    expect(takesForGenuine({ status: 403, body })).toBe(false)
  })
})

test.each([
  ['{"err_no":"0"}', 'err-no-as-text'],
  ['{"err_no":0}', undefined],
  ['success', undefined]
])('the advice on %j is %s', (body, code) => {
  expect(acknowledgementAdvice(body)?.code).toBe(code)
})

test.each([
  ['PHP Fatal error:  Uncaught TypeError: a', 'Fatal error'],
  ['<b>Fatal error</b>: b', 'Fatal error'],
  ['Traceback (most recent call last):\n', 'Traceback (most recent call last)'],
  ['Exception in thread "main" java.lang.NullPointerException', 'Exception in thread'],
  ['panic: runtime error: index out of range', 'panic: '],
  [OK, undefined],
  ['{"err_tips":"do not panic"}', undefined]
])('%j tells of %s', (body, said) => {
  const found = crashIn(body)
  expect(found && 'said' in found ? found.said : undefined).toBe(said)
})
