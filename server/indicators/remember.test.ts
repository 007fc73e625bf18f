import { expect, test } from 'vitest'
import { createMemory as create } from './remember.ts'

/** Only what remembers. */
const createMemory = () => {
  const at = create()
  return (version: number) => at(version).remember
}

const counting = () => {
  let times = 0
  return { make: () => Promise.resolve((times += 1)), times: () => times }
}

test('what nothing changed is made once, however many versions come and whatever else is asked meanwhile', async () => {
  const at = createMemory()
  const work = counting()
  for (let version = 10; version < 300; version += 1) {
    const remember = at(version)
    expect(await remember(5, 'first rows', work.make)).toBe(1)
    for (let other = 0; other < 20; other += 1)
      await remember(version, `today ${other}`, () => Promise.resolve(version))
  }
  expect(work.times()).toBe(1)
})

test('a change makes it anew for those who see it, and a snapshot keeps what it was told to its end', async () => {
  const at = createMemory()
  const work = counting()
  const [old, next] = [at(10), at(12)]
  expect(await old(9, 'x', work.make)).toBe(1)
  expect(await next(12, 'x', work.make)).toBe(2)
  // The older snapshot does not see version 12: what is known of its own moment stays, and is not for others.
  expect(await old(12, 'x', work.make)).toBe(1)
  expect(await at(11)(12, 'x', work.make)).toBe(3)
  expect(await at(13)(12, 'x', work.make)).toBe(2)
  expect(await at(13)(13, 'x', work.make)).toBe(2)
  expect(await at(14)(13, 'x', work.make)).toBe(4)
})

test('what failed is tried again', async () => {
  const remember = createMemory()(3)
  await expect(remember(1, 'x', () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped')
  expect(await remember(1, 'x', () => Promise.resolve(1))).toBe(1)
  await expect(remember(7, 'y', () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped')
  expect(await remember(7, 'y', () => Promise.resolve(2))).toBe(2)
})

test('the first to ask of a state is alone, whoever asks later is not, until it changes', async () => {
  const at = create()
  expect([10, 11, 12].map((version) => at(version).isWanted(9, 'x'))).toEqual([false, true, true])
  expect([at(13).isWanted(13, 'x'), at(13).isWanted(13, 'x'), at(13).isWanted(13, 'y')]).toEqual([false, true, false])
  await at(14).remember(14, 'z', () => Promise.resolve(1))
  expect([at(15).isWanted(14, 'z'), at(15).isWanted(15, 'z')]).toEqual([true, false])
})

test('what is asked for again and again stays, and what nobody asks for is let go', async () => {
  let now = 1
  const at = create(() => now)
  const [often, once] = [counting(), counting()]
  await at(1).remember(1, 'once', once.make)
  for (let minute = 0; minute <= 30; minute += 1) {
    now += 60_000
    await at(minute + 2).remember(1, 'often', often.make)
  }
  await at(40).remember(1, 'once', once.make)
  expect([often.times(), once.times()]).toEqual([1, 2])
})
