import { defineAsyncComponent, type Component } from 'vue'
import OnTheWay from './OnTheWay.vue'

const AGAIN_MS = 2_000

/** A component fetched when it is first shown, with a word in its place until then; a wall that is switched on during a break of the network tries until it has it. */
export const lazy = (loader: () => Promise<Component>): Component =>
  defineAsyncComponent({ loader, loadingComponent: OnTheWay, delay: 0, onError: (_error, retry) => { setTimeout(retry, AGAIN_MS) } })
