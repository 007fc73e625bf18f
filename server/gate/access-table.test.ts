import { expect, test } from 'vitest'
import { accessTable } from './access-table.fixture.ts'

test('docs/access.md says of every route what it needs and which roles have it', async () => {
  await expect(accessTable()).toMatchFileSnapshot('../../docs/access.md')
})
