import { defineAsyncComponent, type Component } from 'vue'

const AGAIN_MS = 2_000

/** A component fetched when it is first shown; a wall that is switched on during a break of the network tries until it has it. */
export const lazy = (loader: () => Promise<Component>): Component =>
  defineAsyncComponent({ loader, delay: 0, onError: (_error, retry) => { setTimeout(retry, AGAIN_MS) } })
