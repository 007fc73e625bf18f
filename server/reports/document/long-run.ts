/** Letters and digits that no line breaks, as numbers of cases and versions are. */
const LONG = /[\x21-\x7e]{10,}/

/**
 * Whether a paragraph is set ragged: one long run that moves to the next line would pull the signs of the line before it
 * apart.
 */
export const isRagged = (text: string): boolean => LONG.test(text)
