import { inject } from 'vitest'

/** The model city of the lane this file runs in. */
export const city = inject('cities')[Number(process.env['VITEST_POOL_ID'] ?? 1) - 1]!
