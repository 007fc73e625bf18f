import { createInterface } from 'node:readline'
import type { CaseDetail } from '../contract/index.ts'
import { openWorld, type World } from './fixture.ts'

/**
 * A process to be killed: `crash.fixture.ts <folder>` opens the cases, tells on stdout what the one case holds, then
 * writes the remarks whose numbers come on stdin, one after the other, and tells of each when it is acknowledged.
 */
export interface Kept {
  /** Numbers of the remarks in the chain, in order, as often as they stand there. */
  remarks: number[]
  /** Whether the state of the case is the one its last entry left. */
  whole: boolean
  cases: number
}

const REPORT = {
  type: 'governance.dispute',
  title: '邻里漏水',
  words: '',
  place: '',
  evidence: [],
  reporter: null,
  point: null,
  key: 'the-one',
}

const kept = async (world: World, one: CaseDetail): Promise<Kept> => ({
  remarks: one.entries.filter(({ action }) => action.id === 'remark').map(({ words }) => Number(words)),
  whole: one.seen === one.entries.at(-1)!.id,
  cases: (await world.cases.list({ queue: 'all', sort: 'newest', limit: 10 }, world.people.town)).total,
})

const tell = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`)

if (/crash\.fixture\.[jt]s$/.test(process.argv[1] ?? '')) {
  const world = await openWorld(process.argv[2]!)
  // The same key: reported once, however often the process begins.
  let one = await world.cases.report({ ...REPORT, region: world.village } as never, world.people.village)
  tell({ kept: await kept(world, one) })
  for await (const line of createInterface({ input: process.stdin })) {
    one = await world.act(one, world.people.village, { action: 'remark', words: line, key: `remark-${line}` })
    tell({ acknowledged: Number(line) })
  }
}
