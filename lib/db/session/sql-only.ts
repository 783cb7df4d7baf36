/**
 * Differences that Prisma reports because its schema language cannot express what the migration does. It does not see
 * functions, triggers and checks at all. Every other difference is real.
 */
const sqlOnly: { what: string; statement: RegExp }[] = [
  { what: 'the partitions of vote', statement: /^(ALTER|DROP) TABLE "vote_p\d+"/ },
  { what: 'the indexes of those partitions', statement: /^(DROP|ALTER) INDEX "vote_p\d+_/ },
  { what: 'an index that includes columns', statement: /^DROP INDEX "run_image_by_position_idx"/ },
  // The catalog stores the expression of a generated column as its default.
  { what: 'the generated column task.is_open', statement: /^ALTER TABLE "task" ALTER COLUMN "is_open" SET DEFAULT/ },
]

/** Returns a script's statements except SQL-only ones, without comments and final semicolons. */
export const realDifferences = (script: string): string[] =>
  script
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !sqlOnly.some((known) => known.statement.test(statement)))
