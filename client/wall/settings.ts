import type { LocationQuery } from 'vue-router'
import { isOn } from '../navigation/index.ts'
import { parseCarousel, type Carousel } from './carousel.ts'
import { parseWall, type Size } from './stage.ts'

/** How a wall is set up; read from its address, so that a controller needs nothing but a bookmark. */
export interface WallSettings {
  wall: Size | null
  stretch: boolean
  carousel: Carousel | null
  kiosk: boolean
}

/** Reads the set-up from a query; what is not understood is as if it were not there. */
export const readSettings = (query: LocationQuery): WallSettings => ({
  wall: parseWall(query['wall']),
  stretch: isOn(query['stretch']),
  carousel: parseCarousel(query['carousel']),
  kiosk: isOn(query['kiosk']),
})
