import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { CatalogAnswer, IndicatorInfo, Problem, ScreenInfo } from '../../server/contract/index.ts'
import { useRemote } from './remote.ts'

/** An indicator the catalogue does not (or no longer) have: its number is still shown, under its id. */
const unknown = (id: string): IndicatorInfo => ({
  id,
  title: id,
  theme: '',
  meaning: '',
  unit: '',
  decimals: 2,
  better: 'neither',
  grains: ['day'],
  grain: 'day',
  scale: 'three',
  bands: {},
  target: null,
  synthetic: false,
})

const RELOAD_MS = 3_000

/** The definitions as the server last gave them. */
export const useCatalogStore = defineStore('catalog', () => {
  const { api, socket } = useRemote()
  const answer = shallowRef<CatalogAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)

  const load = async (): Promise<void> => {
    const result = await api.catalog()
    if ('value' in result) answer.value = result.value
    problem.value = 'problem' in result ? result.problem : null
  }
  /**
   * New definitions leave the open view without a room: what is known of them must be fetched, however often it takes.
   */
  const reload = async (): Promise<void> => {
    await load()
    if (problem.value) setTimeout(() => void reload(), RELOAD_MS)
  }
  socket.onCatalog((revision) => {
    if (revision !== answer.value?.revision) void reload()
  })

  const indicators = computed(() => new Map(answer.value?.indicators.map((info) => [info.id, info])))
  const themes = computed(() => new Map(answer.value?.themes.map(({ id, title }) => [id, title])))
  /** What spans all themes first, then the themes in their order. */
  const screens = computed(() => {
    const order = [null, ...(answer.value?.themes.map(({ id }) => id) ?? [])]
    return [...(answer.value?.screens ?? [])].sort((a, b) => order.indexOf(a.theme) - order.indexOf(b.theme))
  })
  const timeZone = computed(() => answer.value?.city.timeZone ?? 'Asia/Shanghai')

  return {
    answer,
    problem,
    load,
    timeZone,
    /** Always an answer: an unknown indicator is shown by its id. */
    indicator: (id: string): IndicatorInfo => indicators.value.get(id) ?? unknown(id),
    /** Whether the catalogue has it; before it is loaded nobody can say that it has not. */
    knows: (id: string): boolean => answer.value === null || indicators.value.has(id),
    themeTitle: (id: string): string => themes.value.get(id) ?? '',
    screen: (id: string): ScreenInfo | null => screens.value.find((screen) => screen.id === id) ?? null,
    screensFor: (level: string): ScreenInfo[] => screens.value.filter(({ levels }) => levels.includes(level)),
  }
})
