/**
 * Differences that Prisma reports because its schema language cannot say what the migration says. Functions, triggers
 * and checks it does not see at all. Everything else is a real difference.
 */
const sqlOnly: { what: string; statement: RegExp }[] = [
  { what: 'the partitions of vote', statement: /^(ALTER|DROP) TABLE "vote_p\d+"/ },
  { what: 'the indexes of those partitions', statement: /^(DROP|ALTER) INDEX "vote_p\d+_/ },
  { what: 'an index that includes columns', statement: /^DROP INDEX "run_image_by_position_idx"/ },
  // A generated column has an expression in the catalogue's place for a default.
  { what: 'the generated column task.is_open', statement: /^ALTER TABLE "task" ALTER COLUMN "is_open" SET DEFAULT/ },
]

/** The statements of a script that are no SQL-only matter, without comments and final semicolons. */
export const realDifferences = (script: string): string[] =>
  script
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !sqlOnly.some((known) => known.statement.test(statement)))
