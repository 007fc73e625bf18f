import { ADMIN } from './oracle.fixture.ts'
import type { Served } from './server.fixture.ts'

/** A fact of the world as the oracle keeps it. */
interface Fact {
  id: string
  theme: string
  region: string
  phone: string
  done: boolean
  day: string
}
/** One about a person. */
interface Call {
  id: string
  theme: string
  region: string
  who: string
  weight: number
  day: string
}

export interface Facts {
  facts: Fact[]
  calls: Call[]
  batches: string[]
  /** Adds facts to the server and to the oracle. */
  deliver: (theme: string, region: string, count: number) => Promise<void>
  deliverCalls: (theme: string, region: string, count: number) => Promise<void>
}

const dayOf = (number: number): string => `2026-11-${number % 2 === 0 ? '21' : '20'}`

export const createFacts = ({ url, as }: Served): Facts => {
  const [facts, calls, batches]: [Fact[], Call[], string[]] = [[], [], []]
  const send = async (
    dataset: string,
    name: string,
    { rows, good }: { rows: object[]; good: number },
  ): Promise<void> => {
    const response = await fetch(`${url}/api/v1/datasets/${dataset}/rows`, {
      method: 'POST',
      headers: { ...as(ADMIN), 'content-type': 'application/json', 'x-file-name': name },
      body: JSON.stringify(rows),
    })
    const receipt = (await response.json()) as { accepted: number; batch: string }
    if (receipt.accepted !== good) throw new Error(JSON.stringify(receipt))
    batches.push(receipt.batch)
  }
  return {
    facts,
    calls,
    batches,
    deliver: async (theme, region, count) => {
      const rows = Array.from({ length: count }, (_, index): Fact => {
        const number = facts.length + index
        return {
          id: `F-${theme}-${region}-${number}`,
          theme,
          region,
          phone: `139${String(10_000_000 + number)}`,
          done: number % 3 === 0,
          day: dayOf(number),
        }
      })
      facts.push(...rows)
      const sent = [
        ...rows.map(({ id, day, phone, done }) => ({ id, at: `${day} 09:00:00`, region, phone, done })),
        { id: `BAD-${theme}-${region}`, at: 'never', region, phone: '13777777777', done: true },
      ]
      await send(`${theme}.case`, `from-${theme}-${region}.json`, { rows: sent, good: count })
    },
    deliverCalls: async (theme, region, count) => {
      const rows = Array.from({ length: count }, (_, index): Call => {
        const number = calls.length + index
        // Of one length: no name is the beginning of another's.
        return {
          id: `C-${theme}-${region}-${number}`,
          theme,
          region,
          who: `欧阳${theme}${String(number).padStart(3, '0')}`,
          weight: 70_001 + 137 * number,
          day: dayOf(number),
        }
      })
      calls.push(...rows)
      await send(`${theme}.call`, `from-${theme}-${region}.json`, {
        rows: rows.map(({ id, day, who, weight }, index) => ({
          id,
          at: `${day} 08:00:00`,
          region,
          who,
          weight,
          kind: index % 2 === 0 ? '甲类' : '乙类',
        })),
        good: count,
      })
    },
  }
}
