import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { parquetTables } from '@/lib/db/data/parquet-tables'
import { operator } from '@/lib/domain/permissions'
import { installedPython } from '@/lib/formats/testing/installed-python'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { archiveProject } from '@/lib/services/projects/update-project'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { exportParquet, type ParquetManifest } from './export-parquet'

const scratch = scratchFolder()
const out = scratch('out')
const python = installedPython('duckdb==2.0.1')
const days = (text: string) => text.slice(0, 10)

let project: Awaited<ReturnType<typeof aggregatedProject>>
let manifest: ParquetManifest

beforeAll(async () => {
  project = await aggregatedProject()
  await project.aggregate({ method: 'dawid-skene', parameters: {} })
  await addRaterRow(project.id, 77)
  const task = await prisma.task.findFirstOrThrow({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  const key = { projectId_id: { projectId: project.id, id: task.id } }
  await prisma.task.update({ where: key, data: { quota: { increment: 1 } } })
  await answeredTask({
    projectId: project.id,
    raterId: 77,
    taskId: task.id,
    answers: [0, 1, 2, 2, 1, 0, 0, 1],
    order: 1,
  })
  await archiveProject(operator, { slug: project.slug, isArchived: true })
  manifest = await exportParquet(operator, { slug: project.slug, folder: out, projectRoot: process.cwd() })
})

const countOf = async (table: string) => {
  const [found] = await prisma.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM "${table}" WHERE project_id = ${project.id}`,
  )
  return found!.count
}

test('lists every file in the manifest with rows, bytes, checksum and the meaning of each column', async () => {
  expect(readdirSync(out).sort()).toEqual(
    [...parquetTables.map(({ name }) => `${name}.parquet`), 'manifest.json'].sort(),
  )
  expect(JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8'))).toEqual(manifest)
  expect(manifest.project).toMatchObject({ slug: project.slug, archivedAt: expect.any(String) })
  for (const [k, { file, rows, byteSize, sha256, columns }] of manifest.files.entries()) {
    const bytes = readFileSync(path.join(out, file))
    expect([file, rows]).toEqual([file, await countOf(parquetTables[k]!.from)])
    expect([file, byteSize, sha256]).toEqual([file, bytes.length, createHash('sha256').update(bytes).digest('hex')])
    expect(columns.every(({ about }) => /^.+\.$/.test(about))).toBe(true)
  }
  expect(manifest.files.find(({ file }) => file === 'votes.parquet')?.rows).toBeGreaterThan(20)
})

test('exports no column that identifies a person or contains what somebody wrote', () => {
  const read = parquetTables.flatMap(({ from, columns }) => columns.map(({ name, of = name }) => `${from}.${of}`))
  expect(read.filter((one) => /user|email|note|comment|external_id|settings|simulation/.test(one))).toEqual([
    'class.external_id',
  ])
})

test('refuses a folder that is not empty', async () => {
  const again = exportParquet(operator, { slug: project.slug, folder: out, projectRoot: process.cwd() })
  await expect(again).rejects.toThrow(`${out} is not empty`)
})

test('leaves the folder empty if it is stopped', async () => {
  const stop = new AbortController()
  const where = { slug: project.slug, folder: scratch('stopped'), projectRoot: process.cwd() }
  const onProgress = (step: string) => step === 'Writing votes' && stop.abort(new Error('stopped'))
  await expect(exportParquet(operator, where, { onProgress, signal: stop.signal })).rejects.toThrow('stopped')
  expect(readdirSync(where.folder)).toEqual([])
})

test.skipIf(python === null)('lets DuckDB read the same rows, types and answers as the database', async () => {
  const script = scratch(
    'read.py',
    `import duckdb, json, sys
folder = sys.argv[1]
manifest = json.load(open(folder + '/manifest.json'))
query = lambda text: duckdb.sql(text).fetchall()
of = lambda name: "'" + folder + "/" + name + ".parquet'"
print(json.dumps({
  'rows': {f['file']: query(f"SELECT count(*) FROM '{folder}/{f['file']}'")[0][0] for f in manifest['files']},
  'types': {f['file']: [[r[0], r[1]] for r in query(f"DESCRIBE SELECT * FROM '{folder}/{f['file']}'")] for f in manifest['files']},
  'answers': query(f"SELECT answer, count(*) FROM {of('votes')} GROUP BY 1 ORDER BY 1"),
  'joined': query(f"SELECT count(*) FROM {of('votes')} v JOIN {of('shown')} s USING (assignment, candidate) JOIN {of('candidates')} c USING (candidate) JOIN {of('images')} i ON i.image = c.image")[0][0],
  'labels': query(f"SELECT run, class, count(*) FROM {of('labels')} GROUP BY 1, 2 ORDER BY 1, 2"),
  'scores': query(f"SELECT run, candidate, score FROM {of('scores')} ORDER BY 1, 2"),
  'times': [str(r[0]) for r in query(f"SELECT DISTINCT submitted_at FROM {of('assignments')} WHERE submitted_at IS NOT NULL")],
}))
`,
  )
  const read = JSON.parse(execFileSync(python ?? '', [script, out], { encoding: 'utf8' }))
  expect(read.rows).toEqual(Object.fromEntries(manifest.files.map(({ file, rows }) => [file, rows])))
  const types = { text: 'VARCHAR', int: 'INTEGER', float: 'DOUBLE', boolean: 'BOOLEAN', time: 'TIMESTAMP' }
  for (const { file, columns } of manifest.files)
    expect(read.types[file]).toEqual(
      columns.map(({ name, type }) => [name, expect.stringContaining(types[type as keyof typeof types])]),
    )
  const where = { projectId: project.id }
  const answers = await prisma.vote.groupBy({ by: ['answer'], where, _count: true, orderBy: { answer: 'asc' } })
  expect(read.answers).toEqual(answers.map(({ answer, _count }) => [answer, _count]))
  expect(read.joined).toBe(await prisma.vote.count({ where }))
  const by = ['runId', 'classId'] as const
  const labels = await prisma.runLabel.groupBy({
    by: [...by],
    where,
    _count: true,
    orderBy: [{ runId: 'asc' }, { classId: 'asc' }],
  })
  expect(labels.length).toBeGreaterThan(0)
  expect(read.labels).toEqual(labels.map(({ runId, classId, _count }) => [runId, classId, _count]))
  const scores = await prisma.score.findMany({ where, orderBy: [{ runId: 'asc' }, { candidateId: 'asc' }] })
  expect(read.scores).toEqual(scores.map(({ runId, candidateId, score }) => [runId, candidateId, score]))
  const submitted = await prisma.assignment.findFirstOrThrow({ where: { ...where, raterId: 77 } })
  const at = submitted.submittedAt!.toISOString()
  expect(read.times.map((text: string) => text.slice(0, 19).replace(' ', 'T'))).toContain(at.slice(0, 19))
  expect(days(read.times[0])).toBe(days(at))
})
