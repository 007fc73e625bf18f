import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const EMPTY = { YIPING_DATA: '/nonexistent/yiping' }

test.each([
  ['demonstration accounts nobody asked for on a network', { HOST: '0.0.0.0' }],
  [
    'the demonstration password for the administrator on a network',
    { HOST: '10.0.0.5', YIPING_DEMO: '0', YIPING_ADMIN_PASSWORD: 'yiping-demo' },
  ],
])('does not start with %s', (_, variables) =>
  expect(() => readSettings({ ...EMPTY, ...variables })).toThrow(/YIPING_/),
)

test.each([
  ['a demonstration on this machine', {}],
  ['a demonstration asked for on a network', { HOST: '0.0.0.0', YIPING_DEMO: '1' }],
  ['no demonstration on a network', { HOST: '::', YIPING_DEMO: '0' }],
])('starts with %s', (_, variables) => expect(readSettings({ ...EMPTY, ...variables })).toHaveProperty('ledger'))

test.each(['0', '-1', '9000', 'a week'])('does not start with files kept for %s hours', (hours) =>
  expect(() => readSettings({ ...EMPTY, YIPING_FILE_HOURS: hours })).toThrow(/YIPING_FILE_HOURS/),
)

test('files are kept for a week, or as long as is said', () =>
  expect(
    [{}, { YIPING_FILE_HOURS: '0.5' }].map((variables) => readSettings({ ...EMPTY, ...variables }).filesKeptMs),
  ).toEqual([604_800_000, 1_800_000]))

test('limits of a session are taken to the second, and none that would let nobody in or never end', () => {
  expect(
    readSettings({ ...EMPTY, YIPING_SESSION_IDLE_MINUTES: '0.05', YIPING_SESSION_HOURS: '0.0025' }).session,
  ).toEqual({ idleMs: 3_000, longestMs: 9_000 })
  expect(readSettings(EMPTY).session).toEqual({ idleMs: 2 * 3_600_000, longestMs: 12 * 3_600_000 })
  for (const wrong of ['0', '-1', '0.00001', '1e9', 'Infinity', 'soon'])
    for (const name of ['YIPING_SESSION_IDLE_MINUTES', 'YIPING_SESSION_HOURS'])
      expect(() => readSettings({ ...EMPTY, [name]: wrong })).toThrow(name)
})

test('unless it is said otherwise, one port of this machine alone is open, and nothing is sent anywhere', () =>
  expect(readSettings(EMPTY)).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    channels: null,
    provider: null,
    proxies: null,
    smallCount: 5,
  }))

test('an empty variable, as a unit file leaves it, is one that is not set', () =>
  expect(readSettings({ ...EMPTY, YIPING_CHANNELS: '', YIPING_REGIONS: '', YIPING_DEMO: '' })).toMatchObject({
    channels: null,
    regions: '330109',
  }))
