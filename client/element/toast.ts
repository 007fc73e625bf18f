import type { VNode } from 'vue'
import { ElMessage } from 'element-plus/es/components/message/index.mjs'

/** What is said in passing, and for how long; long enough to be closed by whoever wants to. */
export interface Toast {
  type: 'success' | 'info'
  message: string | VNode
  duration: number
  showClose?: boolean
}

const ABOVE_EDGE = 28

/** Says something in passing, at the lower edge: what was acted on has its title and its buttons above. */
export const toast = (words: Toast): { close: () => void } =>
  ElMessage({ ...words, placement: 'bottom', offset: ABOVE_EDGE })
