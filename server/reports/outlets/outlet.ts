/** A finished report on its way out. */
export interface Parcel {
  /** Stable over attempts, so that a mailbox knows the same one again. */
  id: string
  title: string
  /** A line or two about it. */
  words: string
  /** The report, and what goes along with it. */
  files: { name: string; mime: string; bytes: Buffer }[]
}

/** Somewhere reports are handed to outside of the application; `send` throws, saying why in words. */
export interface Outlet {
  id: string
  title: string
  kind: 'email' | 'folder'
  send: (parcel: Parcel) => Promise<void>
}
