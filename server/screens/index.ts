export { unknownScreen } from './admit.ts'
export { createScreens } from './create.ts'
export type { Composed, Renewal, Screens, ScreensDeps } from './face.ts'
export { shownOn } from './shown.ts'
