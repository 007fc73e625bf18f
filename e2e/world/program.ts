import { run } from '../../server/cli/main.ts'

// What `server/cli/bin.cjs` runs, for a file that holds all of it.
await run(process.argv)
