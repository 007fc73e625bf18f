import type { VNode } from 'vue'
import { ElMessage } from 'element-plus/es/components/message/index.mjs'

/** What is said in passing, and for how long; long enough to be closed by whoever wants to. */
interface Toast {
  type: 'success' | 'info'
  message: string | VNode
  duration: number
  showClose?: boolean
}

const ABOVE_EDGE = 28

/**
 * Says something in passing, in the lower left corner: what is acted on has its title, its buttons and its forms
 * elsewhere. Only the last stays.
 */
export const toast = (words: Toast): { close: () => void } => {
  ElMessage.closeAll()
  return ElMessage({ ...words, placement: 'bottom-left', offset: ABOVE_EDGE })
}
