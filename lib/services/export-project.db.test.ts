import { readFile } from 'node:fs/promises'
import { buffer, text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { currentScope } from '@/lib/db/releases/scope'
import { withCopySession } from '@/lib/db/session/copy-session'
import { operator } from '@/lib/domain/permissions'
import { isReleaseFormat, snapshotFormats } from '@/lib/formats/release-formats'
import { readTable } from '@/lib/formats/testing/read-table'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { releaseFile } from '@/lib/services/releases/release-files'
import { madeForFile } from '@/lib/services/testing/rating-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { exportFormats, exportProject } from './export-project'
import { liveSnapshot } from './releases/export-snapshot'
import { openRelease } from './releases/open-release'
import { aggregatedProject } from './testing/aggregated-project'

ownDataFolder()
const project = madeForFile(aggregatedProject)

const live = async (format: string) => buffer((await exportProject(operator, { slug: project.slug, format })).content)
const linesOf = async (format: string) => (await live(format)).toString().trimEnd().split('\n')

test('exports without a run what does not depend on one, and rejects the rest', async () => {
  for (const [format, { needsRun }] of Object.entries(snapshotFormats)) {
    const made = live(format)
    if (needsRun) await expect(made).rejects.toMatchObject({ code: 'conflict' })
    else expect((await made).length).toBeGreaterThan(0)
  }
})

test('is in the audit trail, unless only its headers were asked for', async () => {
  const format = 'images-csv'
  const where = { projectId: project.id, action: 'project.export', details: { equals: { format } } }
  for (const [isHead, count] of [
    [true, 0],
    [false, 1],
  ] as const) {
    const { fileName, content } = await exportProject(operator, { slug: project.slug, format, isHead })
    content.destroy()
    expect([fileName, await prisma.auditEvent.count({ where })]).toEqual([expect.stringMatching(/\.csv$/), count])
  }
})

test('a live export is byte for byte the file of a release of the same labels', async () => {
  await project.aggregate()
  const { slug } = project
  const { version } = await publishRelease(operator, { slug, projectRoot: process.cwd(), notes: '', license: '' })
  const source = await openRelease(operator, { slug, version })
  for (const format of Object.keys(snapshotFormats)) {
    if (!isReleaseFormat(format)) throw new TypeError(format)
    const { path, fileName } = await releaseFile(source, format)
    const exported = await exportProject(operator, { slug, format })
    expect(exported.fileName).toBe(fileName.replace(`${slug}-${version}-`, `${slug}-`))
    const [published, now] = [await readFile(path), await buffer(exported.content)]
    // Parquet has the release in its metadata, and Label Studio tasks have it in their predictions.
    if (format.endsWith('-parquet')) expect(await readTable(now)).toEqual(await readTable(published))
    else if (format === 'label-studio')
      expect(now.toString()).toBe(published.toString().replaceAll(`${slug} ${version} (`, `${slug} (`))
    else expect(now.equals(published), format).toBe(true)
  }
})

test('a live export reads only the columns that its format names', async () => {
  const { id: projectId, slug } = project
  const reads = { images: ['labels'], candidates: ['image', 'score'] } as const
  await withCopySession(async (session) => {
    const { images, candidates, votes } = await liveSnapshot(
      slug,
      await currentScope({ session, projectId, runId: null }),
      reads,
    )
    for (const [rows, columns] of [
      [images(), ['labels']],
      [candidates(), ['image', 'score']],
      [votes(), ['candidate', 'rater', 'answer']],
    ] as const)
      for await (const [first] of rows) expect(Object.keys(first!)).toEqual(columns)
  })
})

test('votes of excluded raters are marked in files with a column for it, and absent from others', async () => {
  const { raterId } = await prisma.vote.findFirstOrThrow({ where: { projectId: project.id } })
  const key = { projectId_id: { projectId: project.id, id: raterId } }
  const given = await prisma.vote.count({ where: { projectId: project.id, raterId } })
  const [header, ...before] = await linesOf('votes-csv')
  expect(header).toBe(
    'image,class_index,class_id,rater,rater_kind,answer,left_out,task,shown_at,rest_no,image_shown_ms,asked,page,language',
  )
  await prisma.rater.update({ where: key, data: { isExcluded: true } })
  try {
    const [, ...votes] = await linesOf('votes-csv')
    expect(votes).toHaveLength(before.length)
    const excluded = votes.filter((line) => line.split(',')[6] === 'yes')
    expect(new Set(excluded.map((line) => line.split(',')[3]))).toEqual(new Set([String(raterId)]))
    expect(excluded).toHaveLength(given)
    expect((await linesOf('raters-csv')).find((line) => line.startsWith(`${raterId},`))).toMatch(
      /^\d+,imported,no,yes,0,/,
    )
  } finally {
    await prisma.rater.update({ where: key, data: { isExcluded: false } })
  }
})

test('stops reading when the consumer stops, and leaves no session behind', async () => {
  const { content } = await exportProject(operator, { slug: project.slug, format: 'votes-csv' })
  for await (const _ of content) break
  const open = () => prisma.$queryRaw`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'reassess-bulk'`
  await expect.poll(open).toEqual([])
})

test('every export is only for admins of the project, and unknown ones are rejected', async () => {
  const { slug } = project
  const [expert, stranger] = [await project.account('expert'), await project.account()]
  for (const format of [...Object.keys(exportFormats), 'toString', 'xml']) {
    await expect(exportProject(expert, { slug, format })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(exportProject(stranger, { slug, format })).rejects.toMatchObject({ code: 'not-found' })
  }
  for (const format of ['toString', 'xml'])
    await expect(exportProject(operator, { slug, format })).rejects.toMatchObject({ code: 'not-found' })
  await expect(exportProject(operator, { slug, format: 'predictions-csv' })).rejects.toMatchObject({
    code: 'invalid-input',
    fields: { model: 'is missing' },
  })
  expect(await text((await exportProject(operator, { slug, format: 'images-csv' })).content)).toContain('file,')
})
