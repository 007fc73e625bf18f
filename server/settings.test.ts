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

test('an empty variable, as a unit file leaves it, is one that is not set', () =>
  expect(readSettings({ ...EMPTY, YIPING_CHANNELS: '', YIPING_REGIONS: '', YIPING_DEMO: '' })).toMatchObject({
    channels: null,
    regions: '330109',
  }))
