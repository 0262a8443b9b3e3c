import { expect, test } from 'vitest'
import { queryText } from '../../../src/ecpay/sign/query.js'
import { Members } from '../../../src/protocol/json/members.js'

test.each([
  ['{}', ''],
  ['{"a":"1","b":2}', 'a=1&b=2'],
  ['{"n":9007199254740993,"f":1.0}', 'n=9007199254740993&f=1.0'],
  ['{"a b":"x y+z&c=d/%"}', 'a%20b=x%20y%2Bz%26c%3Dd%2F%25'],
  ['{"date":"二〇二六"}', 'date=%E4%BA%8C%E3%80%87%E4%BA%8C%E5%85%AD'],
  ['{"list":[1, 2],"on":true}', 'list=%5B1%2C%202%5D&on=true']
])('%s: %s', (body, query) => expect(queryText(Members.read(body))).toBe(query))
