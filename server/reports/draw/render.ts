import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const require = createRequire(import.meta.url)
export const FONT_REGULAR = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
export const FONT_BOLD = require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')

let ready: Promise<Uint8Array> | null = null

/** Loaded when first needed: ten megabytes of glyphs nobody pays for who draws nothing. */
const font = (): Promise<Uint8Array> =>
  (ready ??= (async () => {
    await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')))
    return readFile(FONT_REGULAR)
  })())

/** An SVG as PNG, `scale` pixels to its unit; Chinese is drawn with the bundled face, on every machine the same. */
export const renderPng = async (svg: string, scale: number): Promise<Uint8Array> => {
  const glyphs = await font()
  const image = new Resvg(svg, { font: { fontBuffers: [glyphs], defaultFontFamily: 'Noto Sans SC', loadSystemFonts: false }, fitTo: { mode: 'zoom', value: scale } })
  try {
    const rendered = image.render()
    try {
      return rendered.asPng()
    } finally {
      rendered.free()
    }
  } finally {
    image.free()
  }
}
