import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How a city with many rules is made: so many datasets, each watched by so many rules in every village. */
export interface RuleCount {
  datasets: number
  each: number
}

/** Ordinary values lie below it. */
export const LIMIT = 100

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

export const datasetOf = (dataset: number): string => `b.gauge${dataset}`
export const ruleOf = (dataset: number, kind: number): string => `b.high${dataset}_${kind}`

const datasetYaml = (n: number): string => `  - id: ${datasetOf(n)}
    title: 读数${n}
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    freshness: 1d
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, kind: { type: integer, required: true }, value: { type: number, required: true } }`

const indicatorYaml = (n: number, kind: number): string =>
  `  - { id: b.most${n}_${kind}, title: 最大${n}_${kind}, meaning: 当日最大读数, better: lower, from: ${datasetOf(n)}, where: kind = ${kind}, value: { max: value }, grains: [day] }`

const ruleYaml = (n: number, kind: number): string =>
  `  - { id: ${ruleOf(n, kind)}, title: 超限${n}_${kind}, on: b.most${n}_${kind}, grain: day, level: village, bands: { red: { enter: ">= ${LIMIT}", exit: "< ${LIMIT}" } }, tells: { red: [town] } }`

/** The definitions as one YAML text: one indicator and one rule for each dataset and kind. */
export const rulesYaml = ({ datasets, each }: RuleCount): string => {
  const pairs = range(datasets).flatMap((n) => range(each).map((kind) => [n, kind] as const))
  return [
    'city: { title: 试验区 }',
    'themes: [{ id: b, title: 试验 }]',
    'datasets:',
    ...range(datasets).map(datasetYaml),
    'indicators:',
    ...pairs.map(([n, kind]) => indicatorYaml(n, kind)),
    'alerts:',
    ...pairs.map(([n, kind]) => ruleYaml(n, kind)),
    '',
  ].join('\n')
}

/** A metrics folder of its own with them; the caller removes it. */
export const rulesFolder = (count: RuleCount): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-bench-rules-'))
  mkdirSync(join(folder, 'b'))
  writeFileSync(join(folder, 'b', 'all.yaml'), rulesYaml(count))
  return folder
}
