import { expect, test } from 'vitest'
import { readMigrations } from './migrate'
import { createdIndex, isConcurrent, migrationProblems, rulesBeginAfter, statementsOf } from './migration-rules'

const problems = (sql: string, before: string[] = []) =>
  migrationProblems([...before.map((name) => ({ name, sql: '' })), { name: '20270101000000_next', sql }])

test("servers of the previous version can keep serving while this version's migrations are applied", () => {
  expect(migrationProblems(readMigrations(process.cwd()))).toEqual([])
})

test('does not check migrations from before the rules', () => {
  const earlier = migrationProblems(readMigrations(process.cwd()), '')
  expect(earlier.length).toBeGreaterThan(0)
  for (const sentence of earlier) expect(sentence.split('_')[0]! < rulesBeginAfter).toBe(true)
})

test.each([
  'ALTER TABLE "job" ADD COLUMN "request_id" TEXT',
  'ALTER TABLE "job" ADD COLUMN "retries" INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE job ADD COLUMN a int, ADD COLUMN b boolean DEFAULT false NOT NULL',
  'ALTER TABLE job ALTER COLUMN note DROP NOT NULL',
  "ALTER TABLE job ALTER COLUMN note SET DEFAULT 'drop column; rename'",
  'CREATE TABLE fresh (id int PRIMARY KEY); CREATE UNIQUE INDEX fresh_key ON fresh (id); ALTER TABLE fresh ADD CHECK (id > 0)',
  'CREATE INDEX CONCURRENTLY task_new_idx ON task (project_id, kind)',
  'CREATE INDEX job_unfinished_idx ON job (state)',
  "ALTER TYPE job_state ADD VALUE 'paused'",
  'DROP INDEX CONCURRENTLY IF EXISTS task_old_idx',
  "-- DROP TABLE vote;\nINSERT INTO project_note (text) VALUES ('it''s; DROP TABLE vote')",
  'DO $$ BEGIN PERFORM 1; PERFORM 2; END $$',
])('accepts %s', (sql) => {
  expect(problems(sql)).toEqual([])
})

test.each([
  ['DROP TABLE "review"', 'drops something'],
  ['ALTER TABLE "job" DROP COLUMN "title"', 'drops a column'],
  ['ALTER TABLE job DROP title', 'drops a column'],
  ['ALTER TABLE IF EXISTS job RENAME TO work', 'renames something'],
  ['ALTER TABLE job RENAME COLUMN title TO name', 'renames something'],
  ["ALTER TYPE job_state RENAME VALUE 'queued' TO 'waiting'", 'renames something'],
  ['ALTER TABLE job ALTER COLUMN detail SET NOT NULL', 'forbids NULL'],
  ['ALTER TABLE job ADD COLUMN a int DEFAULT 0, ADD COLUMN "b" text NOT NULL', 'adds a required column'],
  ['ALTER TABLE job ALTER COLUMN done TYPE integer', 'changes a type'],
  ['ALTER TABLE job ALTER COLUMN done SET DATA TYPE integer', 'changes a type'],
  ['ALTER TABLE job ALTER done DROP DEFAULT', 'drops a default'],
  ['ALTER TABLE job DROP CONSTRAINT job_pkey', 'drops a constraint'],
  ['ALTER TABLE job ADD CONSTRAINT job_done CHECK (done >= 0)', 'adds a constraint'],
  ['ALTER TABLE job ADD UNIQUE (title)', 'adds a constraint'],
  ['CREATE UNIQUE INDEX job_title_key ON job (title)', 'forbids duplicate rows'],
  ['CREATE INDEX task_new_idx ON "task" (kind)', 'locks a big table'],
  ['DROP INDEX task_old_idx', 'drops an index under a lock'],
  ['DROP INDEX CONCURRENTLY task_old_idx', 'write IF EXISTS'],
  ['UPDATE public.assignment SET revision = 0', 'changes many rows of a big table'],
  ['TRUNCATE job', 'locks a whole table'],
  ['CREATE INDEX CONCURRENTLY a ON task (kind); CREATE INDEX CONCURRENTLY b ON task (id)', 'must be the only one'],
])('rejects %s: it %s', (sql, why) => {
  expect(problems(sql)).toEqual([expect.stringContaining(why)])
  expect(problems(sql)[0]).toContain('20270101000000_next')
})

test('accepts dropping what is unused since the named migration, if that is an earlier one', () => {
  const drop = (since: string) =>
    `-- The title is that of the kind now, unused since ${since}.\nALTER TABLE job DROP COLUMN title;\n`
  const earlier = ['20261231000000_job_kinds']
  expect(problems(drop('20261231000000_job_kinds'), earlier)).toEqual([])
  expect(problems(drop('20261230000000_nothing'), earlier)).toEqual([expect.stringContaining('no earlier migration')])
  expect(problems(drop('20270101000000_next'), earlier)).toEqual([expect.stringContaining('no earlier migration')])
  // A comment counts only for its own statement.
  expect(problems(`${drop('20261231000000_job_kinds')}DROP TABLE batch`, earlier)).toEqual([
    expect.stringContaining('DROP TABLE batch'),
  ])
})

test('splits a script into statements, ignoring semicolons in strings, bodies and comments', () => {
  const script = `-- one; two\nSELECT 'a;b'';c', "d;e"; /* f; g */ DO $body$ BEGIN; END; $body$;\n\nSELECT 1 - 2 / 3`
  expect(statementsOf(script).map(({ text }) => text)).toEqual([
    `SELECT 'a;b'';c', "d;e"`,
    'DO $body$ BEGIN; END; $body$',
    'SELECT 1 - 2 / 3',
  ])
  expect(isConcurrent('-- CREATE INDEX CONCURRENTLY a ON b (c)\nSELECT 1')).toBe(false)
  expect(isConcurrent('create index concurrently a on b (c);')).toBe(true)
  expect(createdIndex('-- Why.\ncreate unique index concurrently "a" on b (c);')).toBe('a')
  expect(createdIndex('DROP INDEX CONCURRENTLY IF EXISTS a')).toBeUndefined()
})
