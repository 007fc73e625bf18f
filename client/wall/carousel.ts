/** What a wall walks through by itself, and how long it stays at each. */
export interface Carousel {
  of: 'screens' | 'towns'
  seconds: number
}

const USUAL = 20
const LEAST = 5
const MOST = 3600
/** After the last touch or key the wall waits this long before it walks on; longer while somebody reads a card. */
export const PAUSE_SECONDS = 60
export const READING_SECONDS = 180

/** `30s` walks through the screens, `towns` or `towns,45s` through the places; `null` for anything else. */
export const parseCarousel = (text: unknown): Carousel | null => {
  if (typeof text !== 'string') return null
  const parts = text.split(',').map((part) => part.trim())
  const seconds = parts.map((part) => /^(\d{1,4})s?$/.exec(part)?.[1]).find(Boolean)
  const towns = parts.includes('towns')
  if (!towns && !seconds && !parts.includes('screens')) return null
  return { of: towns ? 'towns' : 'screens', seconds: Math.min(MOST, Math.max(LEAST, Number(seconds ?? USUAL))) }
}

/** The stop after `current`, from the last back to the first; the first when `current` is none of them. */
export const nextStop = (stops: readonly string[], current: string): string | null =>
  stops[(stops.indexOf(current) + 1) % stops.length] ?? null

/** Seconds a wall has stood at its stop, and seconds since somebody touched it. */
export interface Standing {
  stood: number
  quiet: number
}

/** One second later: a wall somebody touched lately stands still, one that has stood long enough is due to go on. */
export const passSecond = (
  { stood, quiet }: Standing,
  seconds: number,
  pause = PAUSE_SECONDS,
): Standing & { paused: boolean; due: boolean } => {
  const paused = quiet + 1 < pause
  const now = paused ? stood : stood + 1
  return { stood: now, quiet: quiet + 1, paused, due: now >= seconds }
}
