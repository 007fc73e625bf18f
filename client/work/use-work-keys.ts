import { onScopeDispose } from 'vue'

/** What the keys of the work desk do. */
interface WorkKeys {
  step: (by: 1 | -1) => void
  open: () => void
  /** Closes what lies on top. */
  back: () => void
  main: () => void
  choose: () => void
  tab: (index: number) => void
  search: () => void
  report: () => void
  help: () => void
}

/** The keys with their words, as the help shows them. */
export const WORK_KEYS = [
  ['J / K', '下一件 / 上一件'],
  ['回车', '打开这一件'],
  ['A', '做下一步（派遣、签收、反馈……）'],
  ['X', '选中或取消选中，用于批量操作'],
  ['1 – 8', '切换队列'],
  ['/', '查找；回车或 Esc 回到列表'],
  ['N', '新建事件'],
  ['Esc', '逐层关闭：表单、详情、选择'],
  ['Ctrl + 回车', '提交正在填写的表单'],
  ['?', '显示或关闭这个说明'],
] as const

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement
  && target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
const isSearching = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches('[role=search] input[type=search]')
const isPressing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button, a, input, label')

/** Listens to the keys for as long as the component lives; a dialog keeps its own. */
export const useWorkKeys = (keys: WorkKeys): void => {
  const press = ({ key, target }: KeyboardEvent): boolean => {
    // What was searched for is found by now: the next key is for the list again.
    if (isSearching(target) && (key === 'Escape' || key === 'Enter')) return (target.blur(), true)
    if (key === 'Escape') return (keys.back(), true)
    if (isTyping(target)) return false
    const plain: Record<string, () => void> = {
      j: () => keys.step(1),
      k: () => keys.step(-1),
      a: keys.main,
      x: keys.choose,
      n: keys.report,
      '/': keys.search,
      '?': keys.help,
      '？': keys.help,
    }
    const action = plain[key.toLowerCase()] ?? (/^[1-8]$/.test(key) ? () => keys.tab(Number(key) - 1) : undefined)
    if (action) return (action(), true)
    if (key === 'Enter' && !isPressing(target)) return (keys.open(), true)
    return false
  }
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return
    if (event.target instanceof HTMLElement && event.target.closest('.el-overlay, .el-popper')) return
    if (press(event)) event.preventDefault()
  }
  window.addEventListener('keydown', listen)
  onScopeDispose(() => window.removeEventListener('keydown', listen))
}
