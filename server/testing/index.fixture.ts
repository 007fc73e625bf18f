export { createWorld, type World, type WorldWanted } from './world.fixture.ts'
export { grant, PASSWORD, type Headers, type Reply } from './ask.fixture.ts'
export { openView, within, type Line } from './line.fixture.ts'
