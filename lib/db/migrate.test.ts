import { expect, test } from 'vitest'
import { databaseProblem } from './database-problem'
import { missingMigrations } from './migrate'
import { lineOfError } from './sql-functions'

const ours = ['1_first', '2_second'].map((name) => ({ name, sql: '', checksum: `of ${name}` }))
const applied = (name: string, checksum = `of ${name}`, finished_at: Date | null = new Date(0)) => ({
  migration_name: name,
  checksum,
  finished_at,
})

test('applies missing migrations in order', () => {
  expect(missingMigrations(ours, []).map(({ name }) => name)).toEqual(['1_first', '2_second'])
  expect(missingMigrations(ours, [applied('1_first')]).map(({ name }) => name)).toEqual(['2_second'])
})

test('rejects edited, failed and unknown migrations by name', () => {
  expect(() => missingMigrations(ours, [applied('1_first', 'other')])).toThrow('1_first was edited')
  expect(() => missingMigrations(ours, [applied('1_first', 'of 1_first', null)])).toThrow('1_first failed earlier')
  expect(() => missingMigrations(ours, [applied('3_third')])).toThrow(
    'newer version of Reassess (it has migration 3_third)',
  )
})

test('reports problems with DATABASE_URL without its password', () => {
  const url = 'postgresql://ann:hidden@db.example:5433/votes'
  const sentence = (code: string) => databaseProblem(Object.assign(new Error('x'), { code }), url)?.message
  expect(sentence('ECONNREFUSED')).toContain('there is no PostgreSQL at db.example:5433')
  expect(sentence('28P01')).toContain('rejected the password of user "ann"')
  expect(sentence('3D000')).toContain('no database "votes"')
  expect(sentence('28P01')).not.toContain('hidden')
  expect(sentence('22012')).toBeUndefined()
  const ofPgBouncer = Object.assign(new Error('password authentication failed'), { code: '08P01' })
  expect(databaseProblem(ofPgBouncer, url)?.message).toContain('Check the user and password')
  const ofTls = (message: string, code?: string) => databaseProblem(Object.assign(new Error(message), { code }), url)
  const unencrypted = 'no pg_hba.conf entry for host "10.0.0.2", user "ann", database "votes", no encryption'
  expect(ofTls(unencrypted, '28000')?.message).toContain('over TLS only. Append ?sslmode=verify-full')
  expect(ofTls('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT')?.message).toContain('sslrootcert=FILE')
  expect(ofTls('The server does not support SSL connections')?.message).toContain('remove sslmode')
})

test("locates an error's line by its position in the file, or by its line in the body", () => {
  const sql = '-- Größe, 😀.\nCREATE FUNCTION f() AS $$\nBEGIN\n  wrong;\nEND $$;\n'
  expect(lineOfError(sql, { position: String(Array.from(sql.slice(0, sql.indexOf('wrong'))).length + 1) })).toBe(4)
  expect(lineOfError(sql, { where: 'compilation of PL/pgSQL function "f" near line 3' })).toBe(4)
  expect(lineOfError(sql, {})).toBe(2)
})
