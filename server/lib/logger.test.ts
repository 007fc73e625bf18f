import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

const logged = (given: object): string => {
  let text = ''
  createLogger('debug', { write: (line) => void (text += line) }).error(given, 'words')
  return text
}

test.each(['authorization', 'cookie', 'password', 'secret', 'token', 'body', 'rows'])(
  'what goes by the name of %s is not logged, however deep it stands',
  (name) => {
    const text = logged({
      [name]: 'K7-secret',
      one: { [name]: 'K7-secret', two: { [name]: 'K7-secret' } },
      req: { headers: { [name]: 'K7-secret' } },
      err: Object.assign(new Error('failed'), { [name]: 'K7-secret', cause: { [name]: 'K7-secret' } }),
    })
    expect([text.includes('words'), text.includes('K7-secret')]).toEqual([true, false])
  },
)

test('what happened is told: message, type and place of a fault', () => {
  expect(JSON.parse(logged({ err: new TypeError('no such thing'), path: '/api/v1/x' }))).toMatchObject({
    path: '/api/v1/x',
    err: { type: 'TypeError', message: 'no such thing' },
  })
})
