import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { ACTIONS, type Grant, type Person } from '../contract/index.ts'
import { REGIONS, THEMES } from './world/index.fixture.ts'

const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom('town' as const, 'town' as const, 'field' as const),
  region: fc.constantFrom(...REGIONS),
  themes: fc.oneof(fc.constant('all' as const), fc.subarray([...THEMES], { minLength: 1 })),
  actions: fc.oneof(
    { weight: 4, arbitrary: fc.subarray([...ACTIONS]).map((some) => [...new Set(['aggregate' as const, ...some])]) },
    { weight: 1, arbitrary: fc.subarray([...ACTIONS]) },
  ),
})

/** Spells no mark of the world by chance: marks hold digits, or letters that are not here. */
const LETTERS = 'bcdfghjklmnpqrsx'

/**
 * Whose jobs and issues are whose goes by id: somebody with other rights must be somebody else, also among the small
 * numbers that are tried most.
 */
const idOf = (grants: Grant[], number: number): string =>
  `p${createHash('sha256')
    .update(JSON.stringify([grants, number]))
    .digest('hex')
    .slice(0, 12)
    .replace(/./g, (digit) => LETTERS[parseInt(digit, 16)]!)}`

/** Anybody: up to three grants, of any places, themes and actions; the id tells their rights apart. */
export const people: fc.Arbitrary<Person> = fc
  .tuple(fc.array(grant, { maxLength: 3 }), fc.nat(999))
  .map(([grants, number]) => ({ id: idOf(grants, number), name: `人${number}`, post: '职员', grants }))
