import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, createBytes } from './bytes.ts'

test('whatever is laid down lies there in order, however much it is, and the next begins from the front', () => {
  const piece = fc.oneof(
    fc.record({ by: fc.constant('ascii' as const), text: fc.stringMatching(/^[ -~]{0,40}$/) }),
    fc.record({ by: fc.constant('text' as const), text: fc.string({ unit: 'grapheme', maxLength: 40 }) }),
    fc.record({ by: fc.constant('bytes' as const), text: fc.string({ unit: 'grapheme', maxLength: 40 }) }),
  )
  fc.assert(
    fc.property(
      fc.array(fc.array(piece), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 64 }),
      (rounds, size) => {
        const into = createBytes(size)
        for (const round of rounds) {
          for (const { by, text } of round) {
            if (by === 'bytes') into.bytes(bytesOf(text))
            else into[by](text)
          }
          const whole = Buffer.from(round.map(({ text }) => text).join(''))
          expect(into.size()).toBe(whole.length)
          expect(Buffer.from(into.take()).equals(whole)).toBe(true)
        }
      },
    ),
  )
})
