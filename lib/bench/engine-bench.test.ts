import { expect, it } from 'vitest'
import { benchGrowth } from './engine-bench'

it('skips what does not fit into memory, and says how much is needed and how much there is', async () => {
  const rows = await benchGrowth([5e12])
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ what: 'EM iteration, 5,000,000 million votes', figure: 'skipped' })
  expect(rows[0]!.beside).toMatch(/^needs 32,000\.3 GB of memory, and [\d.,]+ GB are free$/)
})
