import { ref, watchEffect, type Ref } from 'vue'

/** Which of the two sets of tokens a page is drawn with; walls are always dark. */
type Theme = 'dark' | 'light'

const KEY = 'yiping.theme'
const KINDS = ['wall', 'desk', 'phone', 'dark', 'light']

/** What the machine asks for: light, unless it was told that its user wants it dark. */
const machineTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

/** What this browser's user chose; what the machine asks for until then, and where nothing may be stored. */
export const readTheme = (): Theme => {
  try {
    const chosen = localStorage.getItem(KEY)
    return chosen === 'light' || chosen === 'dark' ? chosen : machineTheme()
  } catch {
    return machineTheme()
  }
}

let shared: Ref<Theme> | null = null

/** The theme of desks and phones, shared by all that draw; setting it is remembered by this browser. */
export const useTheme = (): Ref<Theme> => (shared ??= ref(readTheme()))

/** Chooses the theme, for this page and the next visits. */
export const chooseTheme = (theme: Theme): void => {
  useTheme().value = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // A browser that stores nothing still shows it until it is closed.
  }
}

/**
 * Dresses the document for a page, and takes off whatever the page before left on it. Walls are always dark; all else is
 * as its user chose.
 */
export const usePageTheme = (layout: 'wall' | 'desk' | 'phone'): void => {
  const { classList } = document.documentElement
  const theme = useTheme()
  watchEffect(() => {
    classList.remove(...KINDS)
    classList.add(layout, layout === 'wall' ? 'dark' : theme.value)
  })
}
