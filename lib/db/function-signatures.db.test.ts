import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSignatures, findSignatureProblems } from './function-signatures'
import { createScratchDatabase } from './scratch-database'

const root = mkdtempSync(path.join(tmpdir(), 'reassess-signatures-'))
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
const sql = (head: string, body: string) => `CREATE OR REPLACE FUNCTION ${head} LANGUAGE sql AS $$ SELECT ${body} $$;`

let scratch: Awaited<ReturnType<typeof createScratchDatabase>>
const problems = () => findSignatureProblems(scratch.url, root)

beforeAll(async () => {
  scratch = await createScratchDatabase(`reassess_signatures_${process.pid}`)
  write('prisma/migrations/1_first/migration.sql', 'CREATE TABLE thing (id int)')
})

afterAll(async () => {
  await scratch.drop()
  rmSync(root, { recursive: true })
})

test('lets servers of the previous version call the functions of this one', async () => {
  expect(await findSignatureProblems(scratch.url, process.cwd())).toEqual([])
})

test('requires functions that servers call to keep parameters and result, but not functions that only functions call', async () => {
  write('lib/asks.ts', '`SELECT given(1), other(2)`')
  write('lib/asks.test.ts', '`SELECT inner_one(1)`')
  write('prisma/functions/given.sql', sql('given(p_a int) RETURNS int', 'inner_one(p_a)'))
  write('prisma/functions/inner_one.sql', sql('inner_one(p_a int) RETURNS int', '1'))
  expect(await problems()).toEqual([
    'prisma/function-signatures.txt has no line for given, which servers call: npm run db:functions',
  ])
  expect(await addSignatures(scratch.url, root)).toEqual(['given'])
  expect(await problems()).toEqual([])

  write('prisma/functions/inner_one.sql', sql('inner_one(p_a int, p_b int DEFAULT 0) RETURNS int', '1'))
  write('prisma/functions/given.sql', sql('given(p_a int) RETURNS int', '2'))
  expect(await problems()).toEqual([])

  const changed =
    'prisma/functions/given.sql: parameters or result changed. Keep the file for a version, and give the new one another name.'
  for (const head of ['given(p_a text) RETURNS int', 'given(p_b int) RETURNS int', 'given(p_a int) RETURNS bigint']) {
    write('prisma/functions/given.sql', sql(head, '2'))
    expect(await problems(), head).toEqual([changed])
    // The command adds lines but never changes one.
    expect(await addSignatures(scratch.url, root), head).toEqual([])
    expect(await problems(), head).toEqual([changed])
  }

  rmSync(path.join(root, 'prisma/functions/given.sql'))
  write('prisma/functions/other.sql', sql('other(p_a int) RETURNS int', '2'))
  expect(await addSignatures(scratch.url, root)).toEqual(['other'])
  expect(await problems()).toEqual([
    'prisma/functions/given.sql is gone. Keep it for a version; then remove its line from prisma/function-signatures.txt as well.',
  ])
})
