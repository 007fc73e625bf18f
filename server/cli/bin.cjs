#!/usr/bin/env node
// Every statement of DuckDB waits for a thread of this pool, and there are more connections than its four. It is
// made at the first asynchronous read, so its size is said before anything is imported: hence no module here.
process.env.UV_THREADPOOL_SIZE ??= '8'

const start = async () => {
  const { register } = await import('tsx/esm/api')
  register()
  const { run } = await import('./main.ts')
  await run(process.argv)
}

void start()
