import type { PanelMaker } from '../board.ts'

/** What was ordered, overdue first. */
export const tasks: PanelMaker<'tasks'> = async (board, { group, queue, top }) => ({
  kind: 'tasks',
  ...(await board.tasks({ group, queue, limit: top })),
})
