import type { Screen } from '../../catalog/index.ts'
import type { PanelData, View } from '../../contract/index.ts'
import { drawPanel } from './panel.ts'
import { screenBody } from './screen-body.ts'
import { sheet, type Poster } from './sheet.ts'
import type { Room } from './svg.ts'

/**
 * Sizes at which words have their own size; of other sizes all is scaled alike, and what is spare goes to the columns.
 */
const SCREEN: Room = { width: 1920, height: 1080 }
const PANEL: Room = { width: 960, height: 540 }

/** A screen of a place as PNG of so many pixels, without a browser. */
export const drawScreen = (poster: Poster, screen: Screen, view: View, size: Room): Promise<Buffer> =>
  sheet(poster, size, SCREEN, (look, room) => screenBody(screen, view, look, room))

/** One panel as PNG. */
export const drawOne = (poster: Poster, panel: PanelData, title: string | undefined, size: Room): Promise<Buffer> =>
  sheet(poster, size, PANEL, (look, room) => drawPanel(panel, title, look, room))
