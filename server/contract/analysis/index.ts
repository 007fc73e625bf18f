export * from './forecast.ts'
export * from './kept.ts'
export * from './pivot.ts'
export * from './spread.ts'
