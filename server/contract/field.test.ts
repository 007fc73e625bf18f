import { expect, test } from 'vitest'
import { grantSchema, scopeKey, type Action, type Reach } from './index.ts'

const grant = (role: string, ...actions: Action[]): object => ({ role, region: 'd', themes: 'all', actions })

test.each([
  ['what whoever is sent out can have', grant('field', 'aggregate', 'handle', 'unmask'), true],
  ['rows to whoever is sent out', grant('field', 'aggregate', 'handle', 'rows'), false],
  ['configuring to whoever is sent out', grant('field', 'configure'), false],
  ['rows to the staff of a village', grant('village', 'aggregate', 'handle', 'rows'), true],
])('a grant gives %s: %o → %s', (_, wanted, isOne) => expect(grantSchema.safeParse(wanted).success).toBe(isOne))

test('what is kept for somebody who sees all cases is never taken for somebody who sees their own', () => {
  const reach: Reach = { roots: ['d'], themes: 'all', class: 'internal', rows: false }
  expect(scopeKey({ reaches: [reach] })).not.toBe(scopeKey({ reaches: [{ ...reach, own: true }] }))
  expect(scopeKey({ reaches: [reach] })).not.toBe(scopeKey({ reaches: [{ ...reach, hall: true }] }))
  expect(scopeKey({ reaches: [reach] })).toBe(scopeKey({ reaches: [{ ...reach, own: false }] }))
})
