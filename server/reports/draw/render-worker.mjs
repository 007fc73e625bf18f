// A thread of its own, in plain JavaScript: it starts without the loader that reads TypeScript.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

await initWasm(readFileSync(workerData.wasm))
const glyphs = readFileSync(workerData.font)

const draw = ({ svg, scale }) => {
  const image = new Resvg(svg, { font: { fontBuffers: [glyphs], defaultFontFamily: 'Noto Sans SC', loadSystemFonts: false }, fitTo: { mode: 'zoom', value: scale } })
  const rendered = image.render()
  const png = rendered.asPng()
  rendered.free()
  image.free()
  return png
}

/** The decoder is loaded by the first WebP: most reports have none. */
const redraw = async ({ webp, longSide }) => new Uint8Array((await import('./webp.mjs')).pngOfWebp(webp, longSide))

parentPort.on('message', async ({ id, ...job }) => {
  try {
    const png = job.webp ? await redraw(job) : draw(job)
    parentPort.postMessage({ id, png }, [png.buffer])
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error) })
  }
})
