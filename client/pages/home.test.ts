import { expect, test } from 'vitest'
import { homeOf } from './home.ts'

test.each([[1920, {}, 'wall'], [1200, {}, 'wall'], [1199, {}, 'desk'], [390, {}, 'desk'], [1000, { wall: '3840x2160' }, 'wall'], [1000, { kiosk: '1' }, 'wall']])(
  'a window %i wide with %o opens the %s', (width, query, name) => expect(homeOf('330109', width, query)).toMatchObject({ name, query, params: { region: '330109' } }))
