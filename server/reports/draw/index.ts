export { chartSvg, drawChart, type ChartData, type Course } from './chart.ts'
export { onPaper, pictureOf, type Picture } from './picture.ts'
export { FONT_BOLD, FONT_REGULAR, renderOnPaper, renderPng } from './render.ts'
export { drawPageWatermark, watermarkSvg } from './watermark.ts'
