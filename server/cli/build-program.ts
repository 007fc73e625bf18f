import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneFile } from './one-file.ts'
import { FOLDER, ROOT, STAMP } from './made.mjs'

// Makes the program one plain file, so that `yiping import` has a file on the wall before a translator would have read
// the modules. `bin.cjs` takes it as long as no source is newer.
rmSync(FOLDER, { recursive: true, force: true })
await oneFile(join(import.meta.dirname, 'program.ts'), FOLDER)
writeFileSync(STAMP, JSON.stringify({ tree: ROOT }))
