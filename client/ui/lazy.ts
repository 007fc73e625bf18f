import { defineAsyncComponent, type Component } from 'vue'
import OnTheWay from './OnTheWay.vue'
import { sheets } from './sheets.ts'

const AGAIN_MS = 2_000

/**
 * A component fetched when it is first shown, with a word in its place until it and its style sheet are there; a wall
 * that is switched on during a break of the network tries until it has them.
 */
export const lazy = (load: () => Promise<Component>): Component => {
  const loader = async (): Promise<Component> => {
    const component = await load()
    await sheets.there()
    return component
  }
  return defineAsyncComponent({
    loader,
    loadingComponent: OnTheWay,
    delay: 0,
    onError: (_error, retry) => {
      setTimeout(retry, AGAIN_MS)
    },
  })
}
