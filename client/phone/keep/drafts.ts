/** Something begun and not sent, with when it was last written at. */
export interface KeptDraft {
  at: string
  value: unknown
}

/** Where drafts lie, by name. */
export interface DraftShelf {
  draftsOf: (prefix: string) => Promise<{ name: string; draft: KeptDraft }[]>
  keepDraft: (name: string, draft: KeptDraft) => Promise<void>
  dropDraft: (name: string) => Promise<void>
}

/** Drafts of forms on this phone, each person's own: they outlive a reload, and go when sent or thrown away. */
export interface Drafts {
  /** Those of the person whose names begin so, the newest first. */
  of: <T>(person: string, what: string) => Promise<{ what: string; at: string; value: T }[]>
  /** Kept once the writer pauses. */
  keep: (person: string, what: string, value: unknown) => void
  /** Gone, and nothing that was about to be kept comes after it. */
  drop: (person: string, what: string) => Promise<void>
}

const PAUSE_MS = 300

export const createDrafts = (shelf: DraftShelf, now: () => Date): Drafts => {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const calm = (name: string): void => {
    clearTimeout(waiting.get(name))
    waiting.delete(name)
  }
  return {
    of: async <T>(person: string, what: string) =>
      (await shelf.draftsOf(`${person}/${what}`).catch(() => []))
        .map(({ name, draft }) => ({ what: name.slice(person.length + 1), at: draft.at, value: draft.value as T }))
        .toSorted((a, b) => b.at.localeCompare(a.at)),
    keep: (person, what, value) => {
      const name = `${person}/${what}`
      calm(name)
      waiting.set(
        name,
        setTimeout(() => {
          waiting.delete(name)
          // A phone without room to keep a draft still sends what is written.
          void shelf.keepDraft(name, { at: now().toISOString(), value }).catch(() => undefined)
        }, PAUSE_MS),
      )
    },
    drop: async (person, what) => {
      calm(`${person}/${what}`)
      await shelf.dropDraft(`${person}/${what}`).catch(() => undefined)
    },
  }
}
