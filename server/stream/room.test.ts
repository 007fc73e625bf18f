import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, type Json, type View, type ViewDelta } from '../contract/index.ts'
import type { Composed } from '../screens/index.ts'
import { createRoom, type Room } from './room.ts'

const composed = (version: number, view: Json): Composed => ({
  view: view as unknown as View,
  version,
  asOf: `moment ${version}`,
  dataAt: null,
  datasets: new Set(),
  revision: '',
})

const identity = {
  name: 'n',
  screen: 's',
  region: 'r',
  scope: { reaches: [{ roots: ['r'], themes: 'all', class: 'internal' }] } as const,
}

/** A client that follows a room as ours does, and misses what it is told to miss. */
const follow = (room: Room) => {
  let view = room.snapshot().view as unknown as Json
  let { epoch, seq } = room.snapshot()
  const step = (delta: ViewDelta): void => {
    if (delta.seq !== seq + 1) throw new Error(`gap: ${seq} → ${delta.seq}`)
    view = apply(delta.changes, view)
    seq = delta.seq
  }
  return {
    view: () => view,
    step,
    resume: (): void => {
      const opened = room.since({ epoch, seq })
      if ('missed' in opened) opened.missed.forEach(step)
      else ({ epoch, seq, view } = { ...opened.snapshot, view: opened.snapshot.view as unknown as Json })
    },
  }
}

const states = fc.array(fc.tuple(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>, fc.boolean()), {
  minLength: 1,
  maxLength: 30,
})

describe('golden rule 3', () => {
  test('a client that missed steps and resumed shows what a fresh client shows', () => {
    fc.assert(
      fc.property(fc.jsonValue() as fc.Arbitrary<Json>, states, (first, all) => {
        const room = createRoom(identity, composed(0, first))
        const client = follow(room)
        let missing = false
        for (const [index, [state, missed]] of all.entries()) {
          const delta = room.take(composed(index + 1, state))
          if (delta && (missed || missing)) missing = true
          else if (delta) client.step(delta)
          if (missing && !missed) {
            client.resume()
            missing = false
          }
        }
        client.resume()
        expect(client.view()).toEqual(room.snapshot().view)
      }),
      { numRuns: 500 },
    )
  })
})

test('an answer computed at an older version does not undo a newer one', () => {
  const room = createRoom(identity, composed(5, { a: 1 }))
  expect(room.take(composed(4, { a: 0 }))).toBeNull()
  expect(room.snapshot().view).toEqual({ a: 1 })
})

test('what is kept for late clients is bounded: beyond it they get the whole view', () => {
  const room = createRoom(identity, composed(0, { a: 0 }))
  const { epoch } = room.snapshot()
  for (let version = 1; version <= 300; version += 1) room.take(composed(version, { a: version }))
  expect(room.since({ epoch, seq: 299 })).toMatchObject({ missed: [{ seq: 300 }] })
  expect(room.since({ epoch, seq: 1 })).toMatchObject({ snapshot: { seq: 300, view: { a: 300 } } })
})

test('another life of the room makes earlier numbers void', () => {
  const room = createRoom(identity, composed(0, { a: 0 }))
  room.take(composed(1, { a: 1 }))
  expect(room.since({ epoch: 'before the restart', seq: 1 })).toHaveProperty('snapshot')
  expect(room.since({ epoch: room.snapshot().epoch, seq: 9 })).toHaveProperty('snapshot')
})
