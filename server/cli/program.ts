import { run } from './main.ts'

// What `bin.cjs` runs, for one plain file that holds all of it.
await run(process.argv)
