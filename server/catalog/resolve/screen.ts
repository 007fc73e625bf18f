import { suggestion } from '../nearest.ts'
import type { Definition } from '../reading/definition.ts'
import type { Path } from '../reading/place.ts'
import type { Report } from '../reading/report.ts'
import type { MapPanelDefinition, PanelDefinition, ScreenDefinition } from '../schema/index.ts'
import type { HeatLayer, MapPanel, Panel, Screen } from '../types.ts'
import { columnsOf, expression, use, type Context } from './context.ts'

/** What is wrong inside one panel: reported, and it costs that panel only. */
const checkIndicator = async (id: string, { grain }: PanelDefinition, context: Context, report: Report, path: Path): Promise<void> => {
  const indicator = use(await context.indicator(id), '指标', id, context.indicatorIds, report, path)
  if (indicator && grain !== undefined && !indicator.grains.includes(grain)) {
    report.add(path, `指标 ${id} 没有 ${grain} 粒度；可用的有：${indicator.grains.join('、')}`)
  }
}

const layerOf = async (layer: MapPanelDefinition['layers'][number], context: Context, report: Report, path: Path): Promise<HeatLayer | null> => {
  const dataset = use(await context.dataset(layer.heat), '数据资源', layer.heat, context.datasetIds, report, [...path, 'heat'])
  if (dataset === null) return null
  const columns = await columnsOf(dataset, context)
  const point = Object.keys(columns).find((name) => columns[name]!.type.startsWith('STRUCT'))
  if (point === undefined) {
    report.add([...path, 'heat'], `数据资源 ${layer.heat} 没有点位列（type: point），不能画成热力`)
    return null
  }
  const before = report.problems.length
  const weight = layer.weight === undefined ? null : await expression(layer.weight, columns, 'number', context, report, [...path, 'weight'])
  const where = layer.where === undefined ? null : await expression(layer.where, columns, 'condition', context, report, [...path, 'where'])
  return report.problems.length > before ? null : { dataset: dataset.id, title: layer.title ?? dataset.title, point, weight, where }
}

const mapOf = async (written: MapPanelDefinition, id: string, context: Context, report: Report, path: Path): Promise<MapPanel> => {
  await checkIndicator(written.fill, written, context, report, [...path, 'fill'])
  const layers: HeatLayer[] = []
  for (const [index, layer] of written.layers.entries()) {
    const known = await layerOf(layer, context, report, [...path, 'layers', index])
    if (known) layers.push(known)
  }
  return { ...written, id, layers }
}

const panelOf = async (written: PanelDefinition, id: string, context: Context, report: Report, path: Path): Promise<Panel> => {
  if (written.panel === 'map') return mapOf(written, id, context, report, path)
  if ('of' in written && written.of) for (const [index, one] of written.of.entries()) await checkIndicator(one, written, context, report, [...path, 'of', index])
  if (written.panel === 'feeds') written.themes?.forEach((theme, index) => checkTheme(theme, context, report, [...path, 'themes', index]))
  return { ...written, id }
}

const checkTheme = (theme: string, context: Context, report: Report, path: Path): void => {
  if (context.themes.length > 0 && !context.themes.includes(theme)) report.add(path, `没有领域 ${theme}${suggestion(theme, context.themes)}`)
}

/** Checks a screen; what is wrong in one panel is reported and leaves the others as they are. */
export const resolveScreen = async (written: ScreenDefinition, { place }: Definition, context: Context, report: Report): Promise<Screen> => {
  const column = async (side: 'left' | 'right'): Promise<Panel[]> => {
    const panels: Panel[] = []
    for (const [index, panel] of written[side].entries()) panels.push(await panelOf(panel, `${side}.${index}`, context, report, [side, index]))
    return panels
  }
  if (written.theme !== undefined) checkTheme(written.theme, context, report, ['theme'])
  return {
    id: written.id,
    title: written.title,
    theme: written.theme ?? null,
    levels: written.level,
    left: await column('left'),
    centre: await mapOf(written.centre, 'centre', context, report, ['centre']),
    right: await column('right'),
    bottom: written.bottom ? await panelOf(written.bottom, 'bottom', context, report, ['bottom']) : null,
    origin: { file: place.file, line: place.line, yaml: place.yaml },
  }
}
