// A thread of its own, in plain JavaScript: it starts without the loader that reads TypeScript.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { pngOfRows } from './png.mjs'

await initWasm(readFileSync(workerData.wasm))
const glyphs = readFileSync(workerData.font)

/** On white paper, which leaves no pixel clear. */
const flat = ({ pixels, width, height }) => {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0, at = 0, from = 0; y < height; y += 1) {
    rows[at++] = 0
    for (let x = 0; x < width; x += 1, from += 4)
      for (let part = 0; part < 3; part += 1) rows[at++] = pixels[from + part]
  }
  return new Uint8Array(pngOfRows(rows, width, height))
}

const draw = ({ svg, scale, paper }) => {
  const image = new Resvg(svg, {
    font: { fontBuffers: [glyphs], defaultFontFamily: 'Noto Sans SC', loadSystemFonts: false },
    fitTo: { mode: 'zoom', value: scale },
    ...(paper ? { background: '#fff' } : {}),
  })
  const rendered = image.render()
  const png = paper ? flat(rendered) : rendered.asPng()
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
