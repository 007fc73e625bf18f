import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { phoneWorker } from './client/phone/worker/build.ts'

const LOCAL = [
  'Noto Sans SC',
  'NotoSansSC-Regular',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'Microsoft YaHei',
  'PingFang SC',
]

/** The fallback face looks on the machine first, and ships one format: every browser that runs this reads woff2. */
const localFirst = (): Plugin => ({
  name: 'local-first-fonts',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/@fontsource\/.*\.css/.test(id)) return null
    const local = id.includes('noto-sans-sc') ? `${LOCAL.map((name) => `local('${name}')`).join(', ')}, ` : ''
    return code.replace(
      /src: (url\([^)]*\.woff2\) format\('woff2'\)), url\([^)]*\) format\('woff'\)/g,
      `src: ${local}$1`,
    )
  },
})

export default defineConfig({
  root: 'client',
  publicDir: '../public',
  plugins: [localFirst(), vue(), phoneWorker()],
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
