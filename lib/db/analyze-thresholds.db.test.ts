import { expect, test } from 'vitest'
import { prisma } from './client'

test('the tables that answers fill are analyzed after a number of changes that does not grow with them', async () => {
  const tables = await prisma.$queryRaw<{ name: string; options: string[] | null }[]>`
    SELECT relname AS name, reloptions AS options FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname ~ '^(assignment|shown_candidate|golden_answer|vote_p[0-9]+)$' ORDER BY relname`
  expect(tables).toHaveLength(11)
  for (const { name, options } of tables)
    expect(options, name).toEqual([
      'autovacuum_analyze_scale_factor=0',
      `autovacuum_analyze_threshold=${name.startsWith('vote') ? 500 : 2000}`,
    ])
})
