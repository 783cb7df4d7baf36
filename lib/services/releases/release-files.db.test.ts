import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, operator } from '@/lib/domain/permissions'
import { type ReleaseFormatKey, releaseFormatKeys } from '@/lib/formats/release-formats'
import { startJob } from '@/lib/services/jobs/job-state'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { findReleaseFile } from '@/lib/storage/release-file-store'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { withdrawRelease } from './list-releases'
import { openRelease } from './open-release'
import { publishRelease } from './publish-release'
import {
  downloadReleaseFile,
  listReleaseFiles,
  type MakingHooks,
  makeReleaseFiles,
  releaseFile,
  releaseFileLocation,
} from './release-files'

const inData = ownDataFolder()
let project: Awaited<ReturnType<typeof aggregatedProject>>
beforeAll(async () => {
  project = await aggregatedProject()
  await project.aggregate()
  await publishRelease(operator, { slug: project.slug, projectRoot: process.cwd(), notes: '', license: '' })
})

const at = (version = '1') => ({ slug: project.slug, version })
const fileOf = async (format: ReleaseFormatKey, hooks?: MakingHooks) =>
  releaseFile(await openRelease(operator, at()), format, hooks)
const start = (actor: Actor, formats?: string[]) =>
  startJob(actor, {
    slug: project.slug,
    kind: 'make-release-files',
    input: { version: '1', ...(formats && { formats }) },
  })
const bytesOf = async ({ path: file }: { path: string }) => readFile(file)
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('files of a release', () => {
  it('stay valid when the writer of another format has changed', async () => {
    const { head } = await openRelease(operator, at())
    const editionOf = (format: ReleaseFormatKey) => releaseFileLocation(head, format).edition
    expect(editionOf('croissant')).not.toBe(editionOf('real-json'))
    expect(editionOf('votes-csv')).toBe(editionOf('real-json'))
  })

  it('are made in one job, listed with size and checksum, and found again', async () => {
    const before = await listReleaseFiles(operator, at())
    expect(before.files.map(({ format }) => format)).toEqual(releaseFormatKeys)
    expect(before.files.every(({ made }) => made === null)).toBe(true)
    const steps: string[] = []
    const made = await makeReleaseFiles(
      operator,
      { ...at(), formats: [...releaseFormatKeys] },
      { onProgress: (step) => steps.push(step) },
    )
    expect(made.fileCount).toBe(releaseFormatKeys.length)
    expect(new Set(steps).size).toBeGreaterThan(10)
    const { files } = await listReleaseFiles(operator, at())
    for (const { format, made: noted } of files) {
      const file = await fileOf(format as ReleaseFormatKey)
      const bytes = await bytesOf(file)
      expect([bytes.length, sha256(bytes)]).toEqual([noted?.byteSize, noted?.sha256])
    }
  })

  it('have the same bytes when they are made again', async () => {
    const before = await listReleaseFiles(operator, at())
    await rm(inData('releases'), { recursive: true })
    await makeReleaseFiles(operator, { ...at(), formats: [...releaseFormatKeys] })
    expect(await listReleaseFiles(operator, at())).toEqual(before)
  })

  it('are made during the request, once for several concurrent requests', async () => {
    await rm(inData('releases'), { recursive: true })
    const asked = await Promise.all(Array.from({ length: 4 }, () => fileOf('votes-csv')))
    expect(new Set(asked.map((file) => file.sha256)).size).toBe(1)
    const [folder] = await readdir(inData('releases', project.slug, '1'))
    const names = await readdir(inData('releases', project.slug, '1', folder!))
    expect(names).toHaveLength(2)
  })

  it('leave nothing incomplete when the work is cancelled', async () => {
    await rm(inData('releases'), { recursive: true })
    const stop = new AbortController()
    const onRows = () => stop.abort(new Error('Stopped.'))
    await expect(fileOf('votes-csv', { signal: stop.signal, onRows })).rejects.toThrow('Stopped.')
    const { files } = await listReleaseFiles(operator, at())
    expect(files.every(({ made }) => made === null)).toBe(true)
    const left = await readdir(inData('releases'), { recursive: true })
    expect(left.filter((name) => name.endsWith('.partial') || name.endsWith('.csv'))).toEqual([])
  })

  it('are only for admins of the project', async () => {
    for (const role of ['rater', 'expert'] as const) {
      const actor = await project.account(role)
      await expect(listReleaseFiles(actor, at())).rejects.toMatchObject({ code: 'forbidden' })
      await expect(downloadReleaseFile(actor, { ...at(), name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(start(actor)).rejects.toMatchObject({ code: 'forbidden' })
    }
    const stranger = await project.account()
    await expect(listReleaseFiles(stranger, at())).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are found by their exact names only', async () => {
    const name = `${project.slug}-1-real.json`
    const file = await downloadReleaseFile(operator, { ...at(), name })
    expect(file).toMatchObject({ fileName: name, mediaType: 'application/json' })
    for (const wrong of ['real.json', `${project.slug}-2-real.json`, '../../etc/passwd'])
      await expect(downloadReleaseFile(operator, { ...at(), name: wrong })).rejects.toMatchObject({ code: 'not-found' })
    await expect(downloadReleaseFile(operator, { ...at('9'), name })).rejects.toMatchObject({ code: 'not-found' })
    const sums = await downloadReleaseFile(operator, { ...at(), name: `${project.slug}-1-SHA256SUMS` })
    expect(sums).toEqual({
      fileName: `${project.slug}-1-SHA256SUMS`,
      text: `${'sha256' in file && file.sha256}  ${name}\n`,
    })
  })

  it('can be requested from the worker in known formats only', async () => {
    const admin = await project.account('admin')
    const job = await start(admin, ['real-json'])
    expect(job).toMatchObject({ kind: 'make-release-files', subject: '1', state: 'queued' })
    const wrong = start(admin, ['xml'])
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { formats: expect.stringContaining('There is no format') },
    })
  })

  it('stay after a withdrawal, which those that describe the release mention', async () => {
    const labels = await fileOf('real-json')
    const before = await fileOf('croissant')
    expect((await openRelease(operator, { slug: project.slug })).head.version).toBe('1')
    await withdrawRelease(operator, { ...at(), reason: 'Labels were mixed up.' })
    expect(await fileOf('real-json')).toEqual({
      ...labels,
      withdrawnBecause: 'Labels were mixed up.',
    })
    const after = await fileOf('croissant')
    expect(after.sha256).not.toBe(before.sha256)
    expect((await bytesOf(after)).toString()).toContain('This release was withdrawn: Labels were mixed up.')
    await expect(openRelease(operator, { slug: project.slug })).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('is not written if the project is deleted meanwhile', async () => {
  const other = await aggregatedProject()
  await other.aggregate()
  await publishRelease(operator, { slug: other.slug, projectRoot: process.cwd(), notes: '', license: '' })
  const source = await openRelease(operator, { slug: other.slug, version: '1' })
  await other.remove()
  await expect(releaseFile(source, 'votes-csv')).rejects.toMatchObject({ code: 'not-found' })
  expect(await findReleaseFile(releaseFileLocation(source.head, 'votes-csv'))).toBeNull()
})
