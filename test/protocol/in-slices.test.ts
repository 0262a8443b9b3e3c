import { expect, test } from 'vitest'
import { atOnce, inSlices } from '../../src/protocol/in-slices.js'

/** Work of so many steps that tells how many of them were done. */
function steps(count: number) {
  const done = { count: 0 }
  function* work(): Generator<void, string> {
    for (; done.count < count; done.count++) yield
    return 'all'
  }
  return { done, work: work() }
}

/** A clock that goes on by so many milliseconds at every look. */
const clockBy = (milliseconds: number) => {
  let now = 0
  return () => {
    now += milliseconds
    return now
  }
}

test('work that is let be', async () => {
  const [sliced, whole] = [steps(7), steps(7)]
  expect(await inSlices(sliced.work, { clock: clockBy(50) })).toEqual({ value: 'all' })
  expect(atOnce(whole.work)).toBe('all')
})

test('it gives way, so that a signal is heard, and not a step is done after it', async () => {
  const { signal, ...controller } = abortable()
  const { done, work } = steps(1000)
  const heard: number[] = []
  setImmediate(() => {
    heard.push(done.count)
    controller.abort()
  })
  expect(await inSlices(work, { clock: clockBy(30), signal })).toEqual({ ended: 'interrupted' })
  expect(heard).toEqual([done.count])
})

test('nothing is done for a signal that came before', async () => {
  const { signal, abort } = abortable()
  const { done, work } = steps(10)
  abort()
  expect(await inSlices(work, { signal })).toEqual({ ended: 'interrupted' })
  expect(done.count).toBe(0)
})

test('the time limit', async () => {
  expect(await inSlices(steps(100).work, { clock: clockBy(1), timeLimit: 10 })).toEqual({ ended: 'timed out' })
})

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
