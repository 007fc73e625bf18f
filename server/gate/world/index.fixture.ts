import { createFacts, type Facts } from './facts.fixture.ts'
import { createMake, type Make } from './make.fixture.ts'
import { serve, type Served } from './server.fixture.ts'
import { addTo, caller, emptyStock, fill, type Call, type Stock } from './stock.fixture.ts'
import { THEMES } from './definitions.fixture.ts'

export { NOW, PARENT, REGIONS, THEMES } from './definitions.fixture.ts'
export { ADMIN, allowed, manages } from './oracle.fixture.ts'
export { createTruth, type Told, type Truth } from './truth.fixture.ts'
export type { Make } from './make.fixture.ts'
export type { Stock, Thing } from './stock.fixture.ts'

/** A running server over a small city that has one of everything at several places. */
export interface World extends Served, Facts {
  stock: Stock
  make: Make
  call: Call
  /** One more of everything at a place. */
  add: (theme: string, region: string) => Promise<void>
}

/** An empty city, which is filled by `settle`. */
export const createWorld = async (): Promise<World> => {
  const served = await serve()
  const call = caller(served)
  const stock = emptyStock()
  return {
    ...served,
    ...createFacts(served),
    stock,
    call,
    make: createMake(call, served),
    add: (theme, region) => addTo(call, stock, { theme, region }),
  }
}

const HOMES = ['QV11', 'QV12', 'QV21', 'QT2', 'QZ1']
/** Calls about people: some places have few, some many. */
const CALLS = { QV11: 3, QV12: 14, QV21: 40, QV22: 2 }

/** Places that have rows today, events and calls each, with the towns above them. */
const ALERTS = 11

/** Facts of both themes, and one of everything there is. */
export const settle = async (world: World): Promise<void> => {
  for (const theme of THEMES) {
    for (const region of HOMES) await world.deliver(theme, region, 5)
    for (const [region, count] of Object.entries(CALLS)) await world.deliverCalls(theme, region, count)
  }
  await fill(world.call, world.stock, THEMES.length * ALERTS)
}
