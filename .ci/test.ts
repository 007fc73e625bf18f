import { auditDependencies } from './audit.ts'
import { ensureBrowser } from './browser.ts'
import { ensureOffice } from './office.ts'
import { does, holds, tests, type Step } from './steps.ts'
import { add, type Tally } from './tally.ts'

/**
 * One stage after the other; within a stage, lanes side by side: what checks a text with one thread leaves a core to
 * its neighbour. The third of the first mostly waits.
 */
const STAGES: Step[][][] = [
  [
    [
      holds('types of the client', 'vue-tsc --noEmit -p client/tsconfig.json', 300),
      holds('build', 'vite build --logLevel warn'),
    ],
    [
      holds('layout', 'oxfmt --check .'),
      holds('lint of scripts', 'oxlint -c oxlint.config.mjs'),
      holds('lint of templates', 'eslint client --max-warnings 0', 300),
      holds('types of the server', 'tsc --noEmit -p tsconfig.json', 300),
      holds('definitions', 'node server/cli/bin.cjs check metrics'),
      holds('dictionary and schemas are fresh', 'node server/cli/bin.cjs docs --check'),
    ],
    [
      { name: 'known holes in what is delivered', run: auditDependencies },
      does('a browser and a Chinese font', ensureBrowser),
      does('an office and PDF tools', ensureOffice),
    ],
  ],
  [[tests('unit and property tests', 'vitest run', 1500)]],
  [[tests('the whole in a browser', 'vitest run --config e2e/vitest.config.ts', 1200)]],
]
const COUNT = STAGES.flat(2).length

const words = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`

let total: Tally = { passed: 0, failed: 0, skipped: 0, told: [] }
let ended = 0
const broken: string[] = []

/** A step alone is heard as it runs; one with neighbours tells all it has to say when it is over. */
const run = async (step: Step, alone: boolean): Promise<void> => {
  if (alone) console.log(`\n▶ ${step.name}`)
  const began = Date.now()
  const said: string[] = []
  const tally = await step.run(alone ? null : (text) => void said.push(text))
  total = add(total, tally)
  if (tally.failed > 0) broken.push(step.name)
  const told = said.join('').trim()
  if (told !== '') console.log(`\n▶ ${step.name}\n${told}`)
  console.log(
    `${tally.failed > 0 ? '✗' : '✓'} ${(ended += 1)}/${COUNT} ${step.name}: ${words(tally)} (${seconds(began)})`,
  )
}

const began = Date.now()
for (const lanes of STAGES) {
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) await run(step, lanes.length === 1)
    }),
  )
}

for (const words of total.told) console.log(`\n✗ ${words}`)
for (const words of total.unproven ?? []) console.log(`\n⚠ NOT CHECKED: ${words}`)
if (broken.length > 0) console.log(`\nfailed: ${broken.join(' · ')}`)
console.log(`${total.skipped > 0 ? `${total.skipped} skipped, ` : ''}${seconds(began)} in all`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
