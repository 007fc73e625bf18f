export * from './calendar.ts'
export * from './clock.ts'
export * from './logger.ts'
export * from './zone.ts'
