const KEPT = 'yiping-wall'

/** Whether this browser was opened as a wall, which nobody sits at: what becomes of it has to be said on it. */
interface WallMark {
  set: () => void
  /** Somebody uses it as themselves now. */
  clear: () => void
  isSet: () => boolean
}

/** A browser that keeps nothing is no wall after a reload, and loses words only. */
export const createWallMark = (keeps: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): WallMark => {
  const tried = <T>(work: () => T, none: T): T => {
    try {
      return work()
    } catch {
      return none
    }
  }
  return {
    set: () => tried(() => keeps().setItem(KEPT, '1'), undefined),
    clear: () => tried(() => keeps().removeItem(KEPT), undefined),
    isSet: () => tried(() => keeps().getItem(KEPT) === '1', false),
  }
}

export const wallMark = createWallMark(() => localStorage)
