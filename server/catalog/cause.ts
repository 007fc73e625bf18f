/** The name under which a row of a dataset opens one case, however often it is delivered. */
export const causeOfRow = (dataset: string, key: readonly string[]): string => `feed:${dataset}:${key.join('|')}`
