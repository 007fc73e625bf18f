export * from './pivot.ts'
export * from './spread.ts'
