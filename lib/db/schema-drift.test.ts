import { expect, test } from 'vitest'
import { realDifferences } from '@/lib/db/schema-drift'

test('keeps a difference that no migration covers', () => {
  expect(realDifferences('-- AlterTable\nALTER TABLE "task" ADD COLUMN     "note" TEXT;\n')).toEqual([
    'ALTER TABLE "task" ADD COLUMN     "note" TEXT',
  ])
})

test('ignores partitions and generated columns, which Prisma cannot express', () => {
  const script = '-- DropTable\nDROP TABLE "vote_p0";\n\nALTER TABLE "task" ALTER COLUMN "is_open" SET DEFAULT false;\n'
  expect(realDifferences(script)).toEqual([])
})

test('returns nothing for an empty script', () => {
  expect(realDifferences('-- This is an empty migration.')).toEqual([])
})
