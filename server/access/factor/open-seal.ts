import { randomBytes } from 'node:crypto'
import type { Ledger } from '../../store/index.ts'
import { addKey, createSeal, readKeys, type Seal } from '../seal/index.ts'
import { hasSealed } from './load.ts'

/**
 * The seal of second factors, by the keys of a file; one of its own for a ledger in memory (`null`). The first key
 * makes itself. One that was lost does not: a new key would hide that the old one is missed, and never open what it
 * closed.
 */
export const openFactorSeal = async (ledger: Ledger, file: string | null): Promise<Seal> => {
  if (file === null) return createSeal([randomBytes(32)])
  const keys = readKeys(file)
  return createSeal(keys.length > 0 || (await hasSealed(ledger)) ? keys : addKey(file))
}
