import { desks } from './desks.ts'
import { phones } from './phones.ts'
import type { Picture } from './picture.ts'
import type { Scene } from './scene.ts'
import { walls } from './walls.ts'

/** Every page as each kind of person at every size. */
export const picturesOf = (screens: readonly string[], village: string, scene: Scene): Picture[] => [
  ...walls(screens, village),
  ...desks(village, scene),
  ...phones(village, scene),
]
