import { shallowReactive } from 'vue'
import { defineStore } from 'pinia'
import type { Topology } from 'topojson-specification'
import type { RegionCode } from '../../server/contract/index.ts'
import { useRemote } from './remote.ts'

/** A wall that carousels for months visits every town; only the latest few are kept. */
const KEPT = 8

/** Outlines below a region, read once and kept for the places visited last. */
export const useOutlinesStore = defineStore('outlines', () => {
  const { api } = useRemote()
  const kept = shallowReactive(new Map<RegionCode, Topology | 'none'>())
  const asked = new Map<RegionCode, Promise<void>>()

  const ask = async (region: RegionCode): Promise<void> => {
    const result = await api.outlines(region).finally(() => asked.delete(region))
    if ('problem' in result && result.problem.status !== 404) return
    kept.set(region, 'value' in result ? result.value : 'none')
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest)
  }

  /** Resolves when they are there, or cannot be read now. */
  const need = async (region: RegionCode): Promise<void> => {
    if (kept.has(region)) return
    const running = asked.get(region) ?? ask(region)
    asked.set(region, running)
    await running
  }

  return {
    need,
    /** `null` while unknown, `'none'` where there are no outlines at all. */
    of: (region: RegionCode): Topology | 'none' | null => kept.get(region) ?? null,
  }
})
