export { default as ChildTable } from './ChildTable.vue'
export { default as DeskHeader } from './DeskHeader.vue'
