#!/usr/bin/env node
// Every statement of DuckDB waits for a thread of this pool, and there are more connections than its four. It is
// made at the first asynchronous read, so its size is said before anything is imported: hence no module here.
process.env.UV_THREADPOOL_SIZE ??= '8'

const start = async () => {
  const { madeProgram } = await import('./made.mjs')
  if (process.argv[2] === 'start' && madeProgram() === null) {
    // In a process of its own, whose memory goes with it. Should it fail, the sources run as they are.
    const { spawnSync } = await import('node:child_process')
    process.stdout.write('构建程序…\n')
    spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/build-program.ts'], {
      cwd: `${__dirname}/../..`,
      stdio: 'inherit',
    })
  }
  const made = madeProgram()
  if (made !== null) return void (await import(made))
  const { register } = await import('tsx/esm/api')
  register()
  await import('./program.ts')
}

void start()
