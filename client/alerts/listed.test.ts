import { expect, test } from 'vitest'
import type { AlertInfo } from '../../server/contract/index.ts'
import { listed } from './listed.ts'

const alert = (id: string, ...covers: string[]): AlertInfo =>
  ({ id, covers: covers.map((one) => ({ id: one })) }) as unknown as AlertInfo
const ids = (alerts: readonly AlertInfo[], first?: string): string[] => listed(alerts, first).map(({ id }) => id)

test('what another alert of the list mutes stands under that one, unless somebody came for it; it is never lost', () => {
  const town = alert('town', 'v1', 'v2')
  expect(ids([alert('air'), town, alert('v1'), alert('v2')])).toEqual(['air', 'town'])
  expect(ids([alert('air'), town, alert('v1'), alert('v2')], 'v2')).toEqual(['v2', 'air', 'town'])
  expect(ids([alert('v1'), alert('v2')])).toEqual(['v1', 'v2'])
})
