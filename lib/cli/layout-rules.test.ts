import { expect, test } from 'vitest'
import {
  clientValuesOnServer,
  crowdedFolders,
  effectsWithPromise,
  inlineQueryKeys,
  longFiles,
  maxFiles,
  maxLines,
  misplacedSql,
  mutualImports,
  ownTransactions,
} from './layout-rules.mjs'

const module = (source: string, ...targets: string[]) => ({
  source,
  dependencies: targets.map((resolved) => ({ resolved })),
})

test('reports two features of one layer that import each other, with every import of both directions', () => {
  const modules = [
    module('lib/services/raters/a.ts', 'lib/services/quality/b.ts', 'lib/services/access/guard.ts'),
    module('lib/services/quality/c.ts', 'lib/services/raters/uploads/d.ts'),
  ]
  expect(mutualImports(modules)).toEqual([
    [
      'lib/services/quality and lib/services/raters import each other:',
      '  lib/services/quality/c.ts → lib/services/raters/uploads/d.ts',
      '  lib/services/raters/a.ts → lib/services/quality/b.ts',
    ].join('\n'),
  ])
})

test('allows imports in one direction, across layers and from tests', () => {
  const modules = [
    module('lib/services/raters/a.ts', 'lib/services/quality/b.ts', 'lib/db/quality/q.ts', 'lib/services/raters/e.ts'),
    module('lib/services/quality/b.test.ts', 'lib/services/raters/a.ts'),
    module('lib/services/testing/f.ts', 'lib/services/raters/a.ts'),
    module('lib/db/quality/q.ts', 'lib/db/client.ts'),
  ]
  expect(mutualImports(modules)).toEqual([])
})

test('reports a folder with too many files, not counting tests and subfolders', () => {
  const files = Array.from({ length: maxFiles }, (_, at) => module(`lib/db/raters/f${at}.ts`))
  const others = [module('lib/db/raters/f0.test.ts'), module('lib/db/raters/deeper/g.ts')]
  expect(crowdedFolders([...files, ...others])).toEqual([])
  expect(crowdedFolders([...files, ...others, module('lib/db/raters/h.ts')])).toEqual([
    'lib/db/raters holds 46 files; at most 45 are allowed in one folder.',
  ])
})

test('counts journeys in e2e like any other file', () => {
  const journeys = Array.from({ length: maxFiles + 1 }, (_, at) => module(`e2e/f${at}.spec.ts`))
  expect(crowdedFolders([...journeys, module('e2e/support/rows.ts')])).toEqual([
    'e2e holds 46 files; at most 45 are allowed in one folder.',
  ])
})

test('reports SQL outside lib/db and rows read without a schema, but not in benchmarks, tests and named queries', () => {
  const texts: Record<string, string> = {
    'lib/services/raters/a.ts': 'db.$executeRaw`DELETE FROM rater`',
    'lib/services/raters/b.ts': "import { sql } from '@/lib/db/session/sql'",
    'lib/jobs/c.ts': "await session.run({ text: 'SELECT 1' })",
    'lib/services/raters/d.ts': 'await pauseRater(tx, raterId)',
    'lib/services/raters/a.db.test.ts': 'prisma.$queryRaw`SELECT 1`',
    'lib/services/testing/e.ts': 'prisma.$queryRaw`SELECT 1`',
    'lib/bench/f.ts': 'prisma.$queryRaw`SELECT 1`',
    'lib/db/raters/g.ts': 'db.$queryRaw<{ id: number }[]>`SELECT 1`',
    'lib/db/raters/i.ts': 'readValues(db, z.number())`SELECT 1`',
    'lib/db/session/sql.ts': 'on.$queryRaw(query)',
    'node_modules/h.js': 'db.$queryRaw`SELECT 1`',
  }
  const named = misplacedSql(
    Object.keys(texts).map((file) => module(file)),
    (file: string) => texts[file],
  )
  expect(named.map((sentence: string) => sentence.split(' ')[0])).toEqual([
    'lib/services/raters/a.ts',
    'lib/services/raters/b.ts',
    'lib/jobs/c.ts',
    'lib/db/raters/g.ts',
  ])
})

test('reports files with too many lines, except tests', () => {
  const read = (file: string) => '\n'.repeat(file.includes('short') ? maxLines : maxLines + 1)
  const files = ['lib/a.ts', 'lib/short.ts', 'lib/a.test.ts', 'lib/words.json', 'e2e/b.ts'].map((file) => module(file))
  expect(longFiles(files, read)).toEqual(['lib/a.ts has 301 lines; at most 300 are allowed in one file.'])
})

test('reports a query key in a component, but not in lib/client', () => {
  const read = (file: string) =>
    file.includes('other') ? 'useQuery(classesQuery(slug))' : "queryKey: ['classes', slug]"
  const files = ['components/a.tsx', 'components/other.tsx', 'lib/client/a.ts', 'components/a.test.tsx']
  expect(
    inlineQueryKeys(
      files.map((file) => module(file)),
      read,
    ),
  ).toEqual(['components/a.tsx contains a query key. Declare the query in lib/client with queryOptions.'])
})

test('reports a transaction that a conflict would end, but not in lib/db/session, benchmarks and tests', () => {
  const read = (file: string) => (file.includes('other') ? 'inTransaction(prisma, work)' : 'prisma.$transaction(work)')
  const elsewhere = ['lib/services/other.ts', 'lib/db/session/a.ts', 'lib/bench/a.ts', 'lib/services/a.db.test.ts']
  const files = ['lib/services/a.ts', 'lib/db/data/a.ts', ...elsewhere].map((file) => module(file))
  expect(ownTransactions(files, read).map((sentence: string) => sentence.split(' ')[0])).toEqual([
    'lib/services/a.ts',
    'lib/db/data/a.ts',
  ])
})

test('reports an effect that returns what scrolling returns, and allows braces', () => {
  const texts: Record<string, string> = {
    'components/a.tsx': "useEffect(() => row.current?.scrollIntoView({ block: 'nearest' }), [id])",
    'components/b.tsx': "useEffect(() => {\n  row.current?.scrollIntoView({ block: 'nearest' })\n}, [id])",
    'components/c.tsx': 'useEffect(() => row.current?.focus(), [id])',
  }
  const modules = Object.keys(texts).map((file) => module(file))
  expect(effectsWithPromise(modules, (file: string) => texts[file]!)).toEqual([
    'components/a.tsx returns what scrolling or playing returns from an effect. Put braces around its body.',
  ])
})

test('reports a function of a client module in code that pages render on the server, and allows its components', () => {
  const texts: Record<string, string> = {
    'app/page.tsx': "import { Overview } from '@/components/overview'",
    'components/overview.tsx': "import { isActive, type Job, JobList } from './jobs'",
    'components/jobs.tsx': "'use client'\n\nimport { isActive } from './use-jobs'",
    'components/use-jobs.ts': "'use client'\n\nexport const isActive = true",
  }
  const linked = (source: string, ...targets: [module: string, resolved: string][]) => ({
    source,
    dependencies: targets.map(([module, resolved]) => ({ module, resolved })),
  })
  const modules = [
    linked(
      'app/page.tsx',
      ['@/components/overview', 'components/overview.tsx'],
      ['react', 'node_modules/react/index.js'],
    ),
    linked('components/overview.tsx', ['./jobs', 'components/jobs.tsx']),
    linked('components/jobs.tsx', ['./use-jobs', 'components/use-jobs.ts']),
    linked('components/use-jobs.ts'),
  ]
  expect(clientValuesOnServer(modules, (file: string) => texts[file]!)).toEqual([
    "components/overview.tsx runs on the server and imports isActive from components/jobs.tsx, which runs only in browsers. Move isActive to a module without 'use client'.",
  ])
})
