import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
export const FONT_REGULAR = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
export const FONT_BOLD = require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')

/** Lowered figures, which the face has no signs for, on the line: O₃ as O3. */
export const lined = (text: string): string =>
  text.replace(/[\u2080-\u2089]/g, (figure) => String(figure.charCodeAt(0) - 0x2080))
