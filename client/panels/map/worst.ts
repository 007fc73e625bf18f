import type { AlertBrief, View } from '../../../server/contract/index.ts'

const GRAVITY = { red: 0, orange: 1, yellow: 2, blue: 3, green: 4 }

/** The gravest red or orange alert any panel of the view lists; the server's order decides among equals. */
export const worstOf = ({ panels }: View): AlertBrief | null => {
  const listed = Object.values(panels).flatMap((panel) => (panel.kind === 'alerts' || panel.kind === 'ticker' ? panel.rows : []))
  const grave = listed.filter(({ band }) => band === 'red' || band === 'orange')
  return grave.reduce<AlertBrief | null>((worst, row) => (worst === null || GRAVITY[row.band] < GRAVITY[worst.band] ? row : worst), null)
}
