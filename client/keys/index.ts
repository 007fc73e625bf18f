export { default as KeyHelp } from './KeyHelp.vue'
export { useKeys, type KeyActions } from './use-keys.ts'
