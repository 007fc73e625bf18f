import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { FONT_REGULAR, lined } from './face.ts'

const require = createRequire(import.meta.url)

const IDLE_MS = 60_000

type Job = { svg: string; scale: number; paper?: true } | { webp: Uint8Array; longSide: number }
type Answer = { id: number; png: Uint8Array } | { id: number; failed: string }
interface Drawer {
  draw: (job: Job) => Promise<Uint8Array>
}

/**
 * A thread that draws, so that walls go on while a large picture is made. `ended` when it is gone, by itself or for
 * want of work.
 */
const startDrawer = (ended: () => void): Drawer => {
  const worker = new Worker(new URL('./render-worker.mjs', import.meta.url), {
    workerData: { font: FONT_REGULAR, wasm: require.resolve('@resvg/resvg-wasm/index_bg.wasm') },
  })
  const waiting = new Map<number, { resolve: (png: Uint8Array) => void; reject: (error: Error) => void }>()
  let last = 0
  let idle: NodeJS.Timeout | null = null
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    ended()
  }
  worker.on('message', (answer: Answer) => {
    const job = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('png' in answer) job?.resolve(answer.png)
    else job?.reject(new Error(answer.failed))
    if (waiting.size > 0) return
    worker.unref()
    // Ten megabytes of glyphs and what was drawn last are not kept for nobody.
    idle = setTimeout(() => {
      ended()
      void worker.terminate()
    }, IDLE_MS).unref()
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the drawing thread ended')))
  return {
    draw: (job) =>
      new Promise((resolve, reject) => {
        if (idle) clearTimeout(idle)
        worker.ref()
        waiting.set(++last, { resolve, reject })
        worker.postMessage({ id: last, ...job })
      }),
  }
}

let drawer: Drawer | null = null

const draw = (job: Job): Promise<Uint8Array> => {
  const mine = (drawer ??= startDrawer(() => {
    if (drawer === mine) drawer = null
  }))
  return mine.draw(job)
}

/** An SVG as PNG, `scale` pixels to its unit; Chinese is drawn with the bundled face, on every machine the same. */
export const renderPng = (svg: string, scale: number): Promise<Uint8Array> => draw({ svg: lined(svg), scale })

/** The same on white paper, without transparency. */
export const renderOnPaper = (svg: string, scale: number): Promise<Uint8Array> =>
  draw({ svg: lined(svg), scale, paper: true })

/**
 * A WebP as PNG without metadata, its long side at most `longSide` pixels; rejects for what does not decode: broken or
 * moving ones.
 */
export const redrawWebp = (webp: Uint8Array, longSide: number): Promise<Uint8Array> => draw({ webp, longSide })
