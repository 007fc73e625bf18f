import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadCatalog, type Catalog } from '../catalog/index.ts'
import {
  ACTIONS,
  caseActionSchema,
  type Action,
  type CaseAction,
  type CaseDetail,
  type Grant,
  type Person,
  type Role,
} from '../contract/index.ts'
import { createClock, createZone, type Clock } from '../lib/index.ts'
import { loadRegions, type Regions } from '../regions/index.ts'
import { createLedger, createProbe, type Ledger } from '../store/index.ts'
import { createCases, type Cases } from './create.ts'
import type { Reader } from './types.ts'

export const DISTRICT = '330109'
export const TOWN = '330109113'
export const OTHER_TOWN = '330109105'

const HANDLING: readonly Action[] = ['aggregate', 'rows', 'handle']
export const reader = (
  id: string,
  role: Role,
  region: string,
  more: Partial<Grant> & { unit?: string } = {},
): Reader => {
  const { unit, ...rest } = more
  const grant: Grant = { role, region, themes: 'all', actions: HANDLING, ...rest }
  const person: Person = { id, name: `${id}同志`, post: role, grants: [grant], ...(unit === undefined ? {} : { unit }) }
  return {
    person,
    scope: {
      reaches: [
        {
          roots: [region],
          themes: grant.themes,
          class: grant.actions.includes('unmask') ? 'personal' : 'internal',
          own: role === 'field',
        },
      ],
    },
  }
}

export interface World {
  cases: Cases
  ledger: Ledger
  regions: Regions
  catalog: Catalog
  clock: Clock
  village: string
  folder: string
  people: Record<
    'district' | 'town' | 'clerk' | 'village' | 'grid' | 'nurse' | 'other' | 'department' | 'leader' | 'admin',
    Reader
  >
  /** Moves the clock. */
  at: (text: string) => void
  /** Does an action with the newest `seen`. */
  act: (
    one: Pick<CaseDetail, 'id' | 'seen'>,
    who: Reader,
    action: Omit<CaseAction, 'seen'> & { seen?: string },
  ) => Promise<CaseDetail>
  close: () => Promise<void>
}

/**
 * The shipped types on the model city's tree, ten people, a clock that stands still, a ledger as small as the
 * server's; in a folder of its own, or one that was there before.
 */
export const openWorld = async (folder = mkdtempSync(join(tmpdir(), 'yiping-cases-'))): Promise<World> => {
  let now = Date.parse('2026-11-25T09:00:00+08:00')
  const clock = createClock(createZone('Asia/Shanghai'), () => now)
  const regions = loadRegions('330109', () => '2026-11-25')
  const probe = await createProbe()
  const catalog = await loadCatalog({ folder: resolve(import.meta.dirname, '../../metrics'), probe, regions }).finally(
    () => probe.close(),
  )
  const ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
  const village = regions.children(TOWN)[0]!.code
  const people: World['people'] = {
    district: reader('district', 'operator', DISTRICT),
    town: reader('town', 'town', TOWN),
    clerk: reader('clerk', 'town', TOWN),
    village: reader('village', 'village', village),
    grid: reader('grid', 'field', village, { actions: ['aggregate', 'handle'], unit: village }),
    nurse: reader('nurse', 'field', village, { actions: ['aggregate', 'handle', 'unmask'], themes: ['governance'] }),
    other: reader('other', 'town', OTHER_TOWN),
    department: reader('department', 'department', DISTRICT, { themes: ['market'], unit: 'zhzf' }),
    leader: reader('leader', 'leader', DISTRICT, { actions: ['aggregate', 'rows'] }),
    admin: reader('admin', 'admin', DISTRICT, { actions: [...ACTIONS] }),
  }
  const cases = await createCases({
    ledger,
    catalog: () => catalog,
    regions,
    clock,
    people: () => Object.values(people).map(({ person }) => person),
    photos: join(folder, 'photos'),
  })
  return {
    cases,
    ledger,
    regions,
    catalog,
    clock,
    village,
    folder,
    people,
    at: (text) => {
      now = Date.parse(`${text}+08:00`)
    },
    act: (one, who, action) => cases.act(one.id, caseActionSchema.parse({ seen: one.seen, ...action }), who),
    close: () => ledger.close(),
  }
}
