import { auditDependencies } from './audit.ts'
import { ensureBrowser } from './browser.ts'
import { ensureOffice } from './office.ts'
import { does, holds, tests, type Step } from './steps.ts'
import { add, type Tally } from './tally.ts'

const STEPS: Step[] = [
  holds('types of the server', 'tsc --noEmit -p tsconfig.json', 300),
  holds('types of the client', 'vue-tsc --noEmit -p client/tsconfig.json', 300),
  holds('lint', 'eslint . --max-warnings 0', 300),
  tests('unit and property tests', 'vitest run', 1500),
  holds('definitions', 'node server/cli/bin.cjs check metrics'),
  holds('dictionary and schemas are fresh', 'node server/cli/bin.cjs docs --check'),
  { name: 'known holes in what is delivered', run: auditDependencies },
  holds('build', 'vite build --logLevel warn'),
  does('a browser and a Chinese font', ensureBrowser),
  does('an office and PDF tools', ensureOffice),
  tests('the whole in a browser', 'vitest run --config e2e/vitest.config.ts', 1200),
]

const words = ({ passed, failed, skipped }: Tally): string => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

let total: Tally = { passed: 0, failed: 0, skipped: 0 }
const broken: string[] = []
for (const [index, step] of STEPS.entries()) {
  console.log(`\n▶ ${index + 1}/${STEPS.length} ${step.name}`)
  const began = Date.now()
  const tally = await step.run()
  total = add(total, tally)
  if (tally.failed > 0) broken.push(step.name)
  console.log(`${tally.failed > 0 ? '✗' : '✓'} ${step.name}: ${words(tally)} (${((Date.now() - began) / 1000).toFixed(0)} s)`)
}

if (broken.length > 0) console.log(`\nfailed: ${broken.join(' · ')}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
