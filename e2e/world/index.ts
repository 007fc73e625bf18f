export { openBrowser, type Eyes, type Size } from './browser.ts'
export { createCable, type Cable } from './cable.ts'
export { findChromium } from './chromium.ts'
export { runYiping, startServer, type Server } from './server.ts'
