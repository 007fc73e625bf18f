import { expect, test } from 'vitest'
import { untilAfter } from './words.ts'

test('a silence ends so many hours from now', () => expect(untilAfter(Date.parse('2026-11-25T22:00:00Z'), 4)).toBe('2026-11-26T02:00:00.000Z'))
