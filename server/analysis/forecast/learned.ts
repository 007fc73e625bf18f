import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { choose, type Choice } from './choose/choose.ts'
import { naive, type Outlook, type Past } from './choose/method.ts'
import { seeded } from './seeded.ts'

/** What a past teaches: how to go on from it, where that leads, and how the band widens. */
export interface Learned {
  choice: Choice | null
  outlook: Outlook | null
  widening: readonly number[]
}

/** Learns from a past; `seed` names the random courses the band is made of. */
export type Learner = (past: Past, seed: string) => Promise<Learned>

const MOST = 400

/** Learns anew, however often the same is asked. */
export const learn: Learner = async (past, seed) => {
  const choice = await choose(past)
  const outlook = choice ? choice.method.look(past) : past.series.length > 0 ? naive(past.grain, 1).look(past) : null
  return { choice, outlook, widening: choice && outlook ? outlook.widening(seeded(seed)) : [] }
}

/**
 * Learns from each past once, however many screens ask for it, also at the same moment. What is remembered is named by
 * all it is made of – the numbers themselves –, so that it is never older than they are.
 */
export const createLearner = (from: Learner = learn): Learner => {
  const known = new LRUCache<string, Promise<Learned>>({ max: MOST })
  return (past, seed) => {
    const key = createHash('sha256')
      .update(JSON.stringify([seed, past.grain, past.horizon, past.starts, past.series]))
      .digest('base64')
    const held = known.get(key)
    if (held) return held
    const learning = from(past, seed)
    known.set(key, learning)
    learning.catch(() => known.delete(key))
    return learning
  }
}
