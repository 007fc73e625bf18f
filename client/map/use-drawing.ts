import { computed, shallowRef, watch, type Ref } from 'vue'
import type { Topology } from 'topojson-specification'
import type { IndicatorInfo, MapPanel, PlaceAlerts, RegionCode, RegionRef } from '../../server/contract/index.ts'
import { holdTopology, type Held } from './frame.ts'
import { readOutlines } from './ground/outlines.ts'
import { labelLayer } from './layers/labels.ts'
import { pictureOf } from './layers/picture.ts'
import type { MapPalette } from './palette.ts'
import { legendRows } from './parts/legend.ts'
import { tilesOf } from './parts/tiles.ts'

/** What a map is told. */
interface Asked {
  data: MapPanel
  topology: Topology | null
  region: RegionRef
  children: RegionRef[]
  info: IndicatorInfo
  levelTitle: string
  alerts: Readonly<Record<RegionCode, PlaceAlerts>>
}

/** What a map shows of what it is told: outlines, layers, names, tiles of what is not on it, and what the colours mean. */
export const useDrawing = (asked: Readonly<Asked>, palette: Ref<MapPalette | null>, heat: Ref<boolean>) => {
  const held = shallowRef<Held | null>(null)
  watch(
    () => [asked.topology, asked.region] as const,
    ([topology, region]) => {
      held.value = holdTopology(held.value, topology, region)
    },
    { immediate: true },
  )
  const drawn = computed(() => (held.value ? readOutlines(held.value.topology) : null))
  const layers = computed(() =>
    drawn.value && palette.value
      ? pictureOf({
          data: asked.data,
          region: asked.region,
          outlines: drawn.value,
          palette: palette.value,
          heat: heat.value,
        })
      : null,
  )
  const labels = computed(() => {
    const { data, info, alerts } = asked
    return drawn.value ? labelLayer(data.labels, drawn.value.level(data.labelLevel), info, alerts) : []
  })
  const tiles = computed(() => tilesOf(asked.children, { ...asked, outlines: drawn.value }))
  const legend = computed(() => {
    const { data, info, levelTitle } = asked
    const glowing = heat.value ? data.heat.map(({ title }) => title).join('、') : ''
    return palette.value ? legendRows({ data, info, palette: palette.value, heat: glowing || null, levelTitle }) : []
  })
  return {
    drawn,
    layers,
    labels,
    tiles,
    legend,
    /** Whether any place carries the sign of alerts. */
    signed: computed(() => [...labels.value, ...tiles.value].some(({ alerts }) => alerts !== null)),
  }
}
