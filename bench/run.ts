import { alertCost, alerts } from './alerts/index.ts'
import { bytes } from './bytes.ts'
import { cases } from './cases.ts'
import { docx, xlsxMemory, xlsxTime } from './exports/index.ts'
import { fanOut } from './fan-out/index.ts'
import { fileToWall } from './file-to-wall.ts'
import { ingest } from './ingest/index.ts'
import { latency } from './latency.ts'
import { panel } from './panel.ts'
import { pivot } from './pivot.ts'
import { soak } from './soak.ts'
import { updateIsFlat, updateIsSmall } from './update.ts'
import { removeDemo } from './world/demo.ts'
import { lineOf, meetsBar, say, type Measure } from './world/line.ts'

/**
 * `npm run bench [-- name …]`: each budget as one line of JSON on stdout; ends with 1 when one is not met. What takes
 * minutes to prepare, and `soak`, runs only when named.
 */
const BUDGETS: Record<string, Measure> = {
  ingest,
  'file-to-wall': fileToWall,
  flat: updateIsFlat,
  update: updateIsSmall,
  latency,
  panel,
  pivot,
  cases,
  alerts,
  'alert-cost': alertCost,
  'fan-out': fanOut,
  bytes,
  'export-xlsx': xlsxTime,
  'export-xlsx-memory': xlsxMemory,
  'export-docx': docx,
}

const LONG = ['cases', 'pivot', 'export-xlsx', 'export-xlsx-memory', 'export-docx']

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => name !== 'soak' && !(name in BUDGETS))
if (unknown.length > 0) {
  say(`unknown: ${unknown.join(', ')}; there are ${[...Object.keys(BUDGETS), 'soak'].join(', ')}`)
  process.exit(2)
}

const missed: string[] = []
try {
  for (const [name, measure] of Object.entries(BUDGETS)) {
    if (wanted.length > 0 ? !wanted.includes(name) : LONG.includes(name)) continue
    say(`▶ ${measure.name}`)
    const line = lineOf(measure.name, await measure.run())
    console.log(JSON.stringify(line))
    const good = meetsBar(measure, line)
    if (!good) missed.push(name)
    say(
      `${good ? '✓' : '✗'} ratio ${line.ratio}, bar ${measure.bar.better === 'higher' ? '≥' : '≤'} ${measure.bar.at.toPrecision(2)}`,
    )
  }
  if (wanted.includes('soak')) await soak()
} finally {
  removeDemo()
}
if (missed.length > 0) say(`not met: ${missed.join(', ')}`)
process.exitCode = missed.length > 0 ? 1 : 0
