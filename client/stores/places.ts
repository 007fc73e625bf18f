import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Problem, RegionCode, RegionRef, RegionsAnswer } from '../../server/contract/index.ts'
import { useRemote } from './remote.ts'

/** The reader's place tree. */
export const usePlacesStore = defineStore('places', () => {
  const { api } = useRemote()
  const answer = shallowRef<RegionsAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)

  const load = async (): Promise<void> => {
    const result = await api.regions()
    if ('value' in result) answer.value = result.value
    problem.value = 'problem' in result ? result.problem : null
  }

  const byCode = computed(() => new Map(answer.value?.regions.map((region) => [region.code, region])))
  const byParent = computed(() => {
    const children = new Map<RegionCode | null, RegionRef[]>()
    for (const region of answer.value?.regions ?? [])
      children.set(region.parent, [...(children.get(region.parent) ?? []), region])
    return children
  })
  const root = computed(
    () => answer.value?.regions.find(({ parent }) => parent === null) ?? answer.value?.regions[0] ?? null,
  )

  return {
    answer,
    problem,
    load,
    root,
    region: (code: RegionCode): RegionRef | null => byCode.value.get(code) ?? null,
    children: (code: RegionCode): RegionRef[] => byParent.value.get(code) ?? [],
    /** Whether the outlines of a level are schematic. */
    schematic: (level: string): boolean => answer.value?.outlines[level] === 'schematic',
    levelTitle: (level: string): string => answer.value?.levels.find(({ id }) => id === level)?.title ?? level,
  }
})
