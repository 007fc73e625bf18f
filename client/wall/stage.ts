/** A width and a height; in which pixels, the user of it says. */
export interface Size {
  width: number
  height: number
}

/** Where and how large the wall is drawn. */
export interface Stage {
  /** Screen pixels per design pixel; one number, so that nothing is ever stretched. */
  unit: number
  /** Design pixels there are to lay out: at least 1920 × 1080 without a declared wall. */
  design: Size
  /** Screen pixels from the window's corner. */
  left: number
  top: number
  /** Sideways squeeze that a stretching wall controller undoes; 1 everywhere else. */
  squeeze: number
}

const LINES = 1080
const COLUMNS = 1920

/** `3840x2160` → a size; `null` for anything else. */
export const parseWall = (text: unknown): Size | null => {
  const [, width, height] = /^(\d{3,5})[x×*](\d{3,5})$/i.exec(typeof text === 'string' ? text : '') ?? []
  return width && height ? { width: Number(width), height: Number(height) } : null
}

/**
 * Without a declared wall the stage fills the window and the spare side gets more design pixels.
 * A declared wall keeps its own proportions, 1080 design lines high, and is centred; with `stretch` it is
 * squeezed into the window instead, for controllers that pull the PC's picture over the whole wall.
 */
export const stageFor = (window: Size, wall: Size | null, stretch = false): Stage => {
  if (!wall) {
    const unit = Math.min(window.width / COLUMNS, window.height / LINES)
    return { unit, design: { width: window.width / unit, height: window.height / unit }, left: 0, top: 0, squeeze: 1 }
  }
  const design = { width: (wall.width * LINES) / wall.height, height: LINES }
  if (stretch) {
    const unit = window.height / LINES
    return { unit, design, left: 0, top: 0, squeeze: window.width / (design.width * unit) }
  }
  const unit = Math.min(window.width / design.width, window.height / LINES)
  return {
    unit,
    design,
    left: (window.width - design.width * unit) / 2,
    top: (window.height - LINES * unit) / 2,
    squeeze: 1,
  }
}
