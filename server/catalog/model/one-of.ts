import type { Expression } from './origin.ts'

/** A union with one member per kind, so that each can be told from the others. */
export type OneOf<K extends string, More = unknown> = { [kind in K]: { kind: kind; of: Expression } & More }[K]
