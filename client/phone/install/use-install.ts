import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue'
import { installWay, installWords, type InstallOffer, type InstallWay } from './install.ts'

const offer = shallowRef<InstallOffer | null>(null)

/**
 * Keeps what the browser offers, for as long as the phone's pages are open: it comes once, soon after the first page.
 */
export const keepInstallOffer = (): void => {
  const keep = (event: Event): void => {
    event.preventDefault()
    offer.value = event as Event & InstallOffer
  }
  const done = (): void => {
    offer.value = null
  }
  addEventListener('beforeinstallprompt', keep)
  addEventListener('appinstalled', done)
  onScopeDispose(() => {
    removeEventListener('beforeinstallprompt', keep)
    removeEventListener('appinstalled', done)
  })
}

/** How the page may come among the phone's apps, and asking for it. */
export const useInstall = (): { way: ComputedRef<InstallWay>; words: string; ask: () => Promise<void> } => ({
  way: computed(() => installWay(matchMedia('(display-mode: standalone)').matches, offer.value)),
  words: installWords(navigator.userAgent),
  ask: async () => {
    await offer.value?.prompt()
    offer.value = null
  },
})
