import { expect, test } from 'vitest'
import { beijingClock, beijingDay, beijingTime } from '../../src/protocol/time.js'

test.each([
  [0, '1970-01-01 08:00:00'],
  [1_722_769_986_000, '2024-08-04 19:13:06'],
  [Date.UTC(2026, 11, 31, 15, 59, 59, 999), '2026-12-31 23:59:59'],
  [Date.UTC(2026, 11, 31, 16), '2027-01-01 00:00:00'],
  [Number.NaN, ''],
  [8.64e15, '']
])('%d', (milliseconds, time) => expect(beijingTime(milliseconds)).toBe(time))

test.each([
  [Date.UTC(2026, 11, 31, 15, 59, 59, 999), '20261231'],
  [Date.UTC(2026, 11, 31, 16), '20270101']
])('the day of %d', (milliseconds, day) => expect(beijingDay(milliseconds)).toBe(day))

test.each([
  [0, '08:00:00'],
  [Date.UTC(2026, 11, 31, 15, 59, 59, 999), '23:59:59']
])('the clock at %d', (milliseconds, clock) => expect(beijingClock(milliseconds)).toBe(clock))
