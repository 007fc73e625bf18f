import type { Course } from './data.ts'

export const INK = '#1f2937'
export const MUTED = '#6b7280'
export const COLOURS: Record<Course['style'], string> = {
  present: '#1f5fa8',
  past: '#9aa9bd',
  target: '#2f8f5b',
  limit: '#c0392b',
  ahead: '#1f5fa8',
}
