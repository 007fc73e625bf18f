export { FONT_BOLD, FONT_REGULAR, renderPng } from './render.ts'
export { drawWatermark, watermarkSvg } from './watermark.ts'
