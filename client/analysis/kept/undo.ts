import { h } from 'vue'
import { toast } from '../../element/index.ts'

const SHOWN_MS = 8_000

/** Says what was done and offers, for a while, to take it back. */
export const offerUndo = (words: string, undo: () => void): void => {
  const message = toast({
    duration: SHOWN_MS,
    type: 'info',
    message: h('span', [
      words,
      h(
        'button',
        {
          type: 'button',
          class: 'undo',
          'data-testid': 'undo',
          onClick: () => {
            message.close()
            undo()
          },
        },
        '撤销',
      ),
    ]),
  })
}
