import { expect, test } from 'vitest'
import type { AlertBrief } from '../../server/contract/index.ts'
import { alertOf, indicatorOf, INSTANT } from '../panels/fixture.ts'
import { shownAlert, wayTo } from './alert.ts'

const shown = (more: Partial<AlertBrief> = {}) => shownAlert(alertOf(more), () => indicatorOf(), INSTANT)

test('an alert says what, where, since when, which way it goes', () => {
  expect(shown()).toMatchObject({
    word: 'Ⅰ级 红',
    regionName: '瓜沥镇',
    title: '事件积压',
    lasting: '已 2 小时',
    course: '较前变差',
    tone: 'bad',
    care: '未签收',
    careTone: 'bad',
    number: { text: '71', unit: '件', question: { region: 't1', bucket: null } },
  })
})

test.each<[Partial<AlertBrief>, string]>([
  [{ reach: { told: 3, read: 1 } }, '1 人已查看，未签收'],
  [{ owner: '王芳', state: 'acknowledged' }, '王芳已签收'],
  [{ owner: '王芳', case: '330109-20261121-0042' }, '王芳已签收，已立案'],
  [{ case: '330109-20261121-0042' }, '已立案 330109-20261121-0042'],
  [{ case: '330109-20261121-0042', caseEnded: 'closed' }, '已结案 330109-20261121-0042，预警未解除'],
  [{ case: '330109-20261121-0042', caseEnded: 'void' }, '已作废 330109-20261121-0042，预警未解除'],
  [{ state: 'recovering', owner: '王芳' }, '恢复中'],
  [{ muted: { by: 'silence', id: 's', words: '计划静默：检修' } }, '静默中'],
])('who is on it: %o reads %s', (more, care) => expect(shown(more).care).toBe(care))

test('a silence tells how long nothing came, and has no number to explain', () => {
  expect(shown({ indicator: null, grain: null, dataset: 'x.case', value: 7_300, course: 'even' })).toMatchObject({
    number: null,
    silent: '2 小时未报送',
    per: '',
    course: '',
  })
  expect(shown({ grain: 'week' }).per).toBe('按周')
})

test('an alert leads to its case, and without one to itself among the open ones', () => {
  expect(wayTo(alertOf({ case: '330109-20261121-0042' })).query).toEqual({ queue: 'all', case: '330109-20261121-0042' })
  expect(wayTo(alertOf()).query).toEqual({ alerts: 'open', alert_id: shown().key })
})
