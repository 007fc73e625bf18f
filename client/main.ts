// First: schemas ask for it as they are made.
import './no-eval.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import {
  askAttended,
  askProved,
  connectViewSocket,
  createApi,
  createAttended,
  createDeviceProof,
  reloadAfterUpdate,
  saysSignedOut,
  unattended,
} from './remote/index.ts'
import { createPages, leadToSignIn } from './router.ts'
import { wallMark } from './sign-in/wall-mark.ts'
import { REMOTE, useSessionStore } from './stores/index.ts'
import { readTheme } from './style/theme.ts'
import { lostSheet, sheets } from './ui/index.ts'
import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'

const still = matchMedia('(prefers-reduced-motion: reduce)')
const calm = (): void => {
  document.documentElement.classList.toggle('calm', still.matches)
}
still.addEventListener('change', calm)
calm()
document.documentElement.classList.add(/^\/(wall(\/|$)|$)/.test(location.pathname) ? 'wall' : readTheme())

const pages = createPages()
const app = createApp(App)
const pinia = createPinia()
/** Whoever was signed in is told that they are no longer; whoever never was is only asked to. */
const lost = (): void => {
  const ended = useSessionStore(pinia).answer === null ? null : 'session-ended'
  leadToSignIn(pages, wallMark.isSet() ? 'wall-ended' : ended)
}
const device = createDeviceProof(unattended())
const api = createApi(askProved(device, askAttended(createAttended(window))), '', (problem) => {
  if (saysSignedOut(problem)) lost()
  if (['/problems/password-change-required', '/problems/factor-setup-required'].includes(problem.type))
    leadToSignIn(pages, null)
})
const socket = connectViewSocket({ lost, rights: () => location.reload(), prove: device.prove })

app.provide(REMOTE, { api, socket, device }).use(pinia).use(pages).mount('#app')

// A hundred ranges of the fallback face are a long list; no first view waits for it.
import('./style/chinese.css').catch(() => undefined)
reloadAfterUpdate((words) => {
  const sheet = lostSheet(words)
  if (sheet) sheets.recover(sheet)
})
pages.beforeResolve(() => sheets.there())
