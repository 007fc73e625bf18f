export const FOLDER: string
export const ROOT: string
export const STAMP: string
export const madeProgram: () => string | null
