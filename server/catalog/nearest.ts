/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
const editDistance = (a: string, b: string): number => {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number): number => rows[i]![j]!
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1)
      rows[i]![j] = best
    }
  }
  return at(a.length, b.length)
}

/**
 * The candidate that was probably meant, or `null` when none is near: at most a third of the letters differ, or one
 * contains the other.
 */
export const nearest = (written: string, candidates: Iterable<string>): string | null => {
  const word = written.toLowerCase()
  let best: { name: string; distance: number } | null = null
  for (const name of candidates) {
    const contained = Math.min(word.length, name.length) >= 2 && (name.includes(word) || word.includes(name))
    const distance = Math.min(editDistance(word, name.toLowerCase()), contained ? 2 : Infinity)
    const allowed = contained ? 2 : Math.floor(Math.max(word.length, name.length) / 3)
    if (distance <= allowed && (best === null || distance < best.distance)) best = { name, distance }
  }
  return best?.name ?? null
}

/** `，是不是想写 x？`, or what there is when nothing is near (cut at 12). */
export const suggestion = (written: string, candidates: Iterable<string>): string => {
  const all = [...candidates]
  const near = nearest(written, all)
  if (near !== null) return `，是不是想写 ${near}？`
  if (all.length === 0) return ''
  return `；可用的有：${all.slice(0, 12).join('、')}${all.length > 12 ? ` 等 ${all.length} 个` : ''}`
}
