import { randomInt } from 'node:crypto'

/** No signs that are mistaken for one another: it is read from a screen and typed. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
const group = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')

/** A password to begin with: sixteen signs in groups of four. */
export const randomPassword = (): string => Array.from({ length: 4 }, group).join('-')
