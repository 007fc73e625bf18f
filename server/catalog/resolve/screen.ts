import { suggestion } from '../nearest.ts'
import type { Definition } from '../reading/definition.ts'
import type { Path } from '../reading/place.ts'
import type { MapPanelDefinition, PanelDefinition, ScreenDefinition } from '../schema/index.ts'
import type { HeatLayer, MapPanel, Panel, Screen } from '../model/index.ts'
import { checkTheme, columnsOf, expression, useDataset, useIndicator, type Desk } from './context.ts'
import { isPoint } from './datasets/delivered.ts'

/** What is wrong inside one panel: reported, and it costs that panel only. */
const checkIndicator = async (id: string, { grain }: PanelDefinition, desk: Desk, path: Path): Promise<void> => {
  const indicator = await useIndicator(id, desk, path)
  if (indicator && grain !== undefined && !indicator.grains.includes(grain)) {
    desk.report.add(path, `指标 ${id} 没有 ${grain} 粒度；可用的有：${indicator.grains.join('、')}`)
  }
}

/**
 * A dimension the indicator's own rows do not have is a slip of the pen; what a formula has in common is looked at
 * where it is shown.
 */
const checkDimension = async (id: string, by: string, desk: Desk, path: Path): Promise<void> => {
  const indicator = await desk.indicator(id)
  if (!('value' in indicator) || indicator.value.from === null) return
  const dataset = await desk.dataset(indicator.value.from)
  if (!('value' in dataset)) return
  const dimensions = dataset.value.type === 'delivered' ? dataset.value.dimensions : []
  if (dimensions.some((one) => one.id === by && one.each))
    return desk.report.add(path, `${by} 逐个列出（each: true），只用于分析台和导出，看屏的人未必有明细权限`)
  const known = dimensions.filter(({ each }) => !each).map((dimension) => dimension.id)
  if (!known.includes(by)) desk.report.add(path, `指标 ${id} 不能按 ${by} 分类${suggestion(by, known)}`)
}

const layerOf = async (
  layer: MapPanelDefinition['layers'][number],
  desk: Desk,
  path: Path,
): Promise<HeatLayer | null> => {
  const { report } = desk
  const dataset = await useDataset(layer.heat, desk, [...path, 'heat'])
  if (dataset === null) return null
  const columns = await columnsOf(dataset, desk)
  const point = Object.keys(columns).find((name) => isPoint(columns[name]!))
  if (point === undefined) {
    report.add([...path, 'heat'], `数据资源 ${layer.heat} 没有点位列（type: point），不能画成热力`)
    return null
  }
  const before = report.problems.length
  const weight =
    layer.weight === undefined
      ? null
      : await expression({ text: layer.weight, columns, expected: 'number' }, desk, [...path, 'weight'])
  const where =
    layer.where === undefined
      ? null
      : await expression({ text: layer.where, columns, expected: 'condition' }, desk, [...path, 'where'])
  return report.problems.length > before
    ? null
    : { dataset: dataset.id, title: layer.title ?? dataset.title, point, weight, where }
}

const mapOf = async (written: MapPanelDefinition, id: string, desk: Desk, path: Path): Promise<MapPanel> => {
  await checkIndicator(written.fill, written, desk, [...path, 'fill'])
  const layers: HeatLayer[] = []
  for (const [index, layer] of written.layers.entries()) {
    const known = await layerOf(layer, desk, [...path, 'layers', index])
    if (known) layers.push(known)
  }
  return { ...written, id, layers }
}

const panelOf = async (written: PanelDefinition, id: string, desk: Desk, path: Path): Promise<Panel> => {
  if (written.panel === 'map') return mapOf(written, id, desk, path)
  if ('of' in written && written.of)
    for (const [index, one] of written.of.entries()) await checkIndicator(one, written, desk, [...path, 'of', index])
  if (written.panel === 'split') await checkDimension(written.of[0]!, written.by, desk, [...path, 'by'])
  if (written.panel === 'feeds')
    written.themes?.forEach((theme, index) => checkTheme(theme, desk, [...path, 'themes', index]))
  return { ...written, id }
}

/** Checks a screen; what is wrong in one panel is reported and leaves the others as they are. */
export const resolveScreen = async (written: ScreenDefinition, { place }: Definition, desk: Desk): Promise<Screen> => {
  const column = async (side: 'left' | 'right'): Promise<Panel[]> => {
    const panels: Panel[] = []
    for (const [index, panel] of written[side].entries())
      panels.push(await panelOf(panel, `${side}.${index}`, desk, [side, index]))
    return panels
  }
  if (written.theme !== undefined) checkTheme(written.theme, desk, ['theme'])
  return {
    id: written.id,
    title: written.title,
    theme: written.theme ?? null,
    levels: written.level,
    top: written.top ? await panelOf(written.top, 'top', desk, ['top']) : null,
    left: await column('left'),
    centre:
      written.centre.panel === 'map'
        ? await mapOf(written.centre, 'centre', desk, ['centre'])
        : { ...written.centre, id: 'centre' },
    right: await column('right'),
    bottom: written.bottom ? await panelOf(written.bottom, 'bottom', desk, ['bottom']) : null,
    origin: { file: place.file, line: place.line, yaml: place.yaml },
  }
}
