import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { phoneWorker } from './client/phone/worker/build.ts'

/** One format of each face is enough: every browser that runs this reads woff2. */
const woff2Alone = (): Plugin => ({
  name: 'woff2-alone',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
      file.source = String(file.source).replaceAll(/,\s*url\(([^)]*\.woff)\)\s*format\(["']?woff["']?\)/g, '')
    }
    for (const name of Object.keys(bundle)) if (name.endsWith('.woff')) delete bundle[name]
  },
})

/** Leaves a sign when all is there: a build that was broken off is made again (see server/cli/build-client.ts). */
const stamped = (): Plugin => {
  let folder = ''
  return {
    name: 'stamped',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: (error) => {
      if (!error) writeFileSync(join(folder, '.built'), '')
    },
  }
}

export default defineConfig({
  root: 'client',
  publicDir: '../public',
  plugins: [vue(), woff2Alone(), phoneWorker(), stamped()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: ['chrome97', 'edge97', 'firefox104', 'safari15.4'],
    chunkSizeWarningLimit: 2500,
    assetsInlineLimit: 0,
    // The contract's schemas are the server's: a module of it that the client takes only types from brings nothing
    // along.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/server/contract/') } },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/socket.io': { target: 'http://127.0.0.1:8080', ws: true },
    },
  },
})
