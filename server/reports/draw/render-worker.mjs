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

parentPort.on('message', ({ id, ...job }) => {
  try {
    const png = draw(job)
    parentPort.postMessage({ id, png }, [png.buffer])
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error) })
  }
})
