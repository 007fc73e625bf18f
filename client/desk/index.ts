export { default as DeskGrid } from './DeskGrid.vue'
export { default as DeskHeader } from './DeskHeader.vue'
