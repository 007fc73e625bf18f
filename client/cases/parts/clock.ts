import type { CaseClock, CaseRow } from '../../../server/contract/index.ts'

/** A limit told without its colour: a word in front, a shape, and a tone. */
export interface ClockLook {
  tone: 'red' | 'orange' | 'plain' | 'good' | 'bad' | 'stale'
  shape: string
  words: string
  meaning: string
}

const LOOKS: Record<CaseClock['state'], Omit<ClockLook, 'words'>> = {
  overdue: { tone: 'red', shape: '▲', meaning: '已超期' },
  soon: { tone: 'orange', shape: '◆', meaning: '即将超期' },
  running: { tone: 'plain', shape: '○', meaning: '在期限内' },
  paused: { tone: 'stale', shape: '‖', meaning: '暂停计时' },
  met: { tone: 'good', shape: '✓', meaning: '按期完成' },
  missed: { tone: 'bad', shape: '✗', meaning: '超期完成' },
}

/** How a limit is shown; the words are the server's. */
export const clockLook = (clock: Pick<CaseClock, 'state' | 'words'>): ClockLook => ({
  ...LOOKS[clock.state],
  words: clock.words,
})

/** The limit that presses now: the step's, unless the case as a whole is already overdue or has no step running. */
export const pressingClock = ({ step, whole }: CaseRow['clocks']): { of: 'step' | 'whole'; clock: CaseClock } =>
  step === null || (whole.state === 'overdue' && step.state !== 'overdue')
    ? { of: 'whole', clock: whole }
    : { of: 'step', clock: step }
