import { readdir, rename, rm } from 'node:fs/promises'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { setReleasePublic, withdrawRelease } from '@/lib/services/releases/list-releases'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { readPublicRelease } from '@/lib/services/releases/read-public-release'
import { makeReleaseFiles } from '@/lib/services/releases/release-files'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { regeneratePublicFiles } from './regenerate-public-files'

const inData = ownDataFolder()
let project: Awaited<ReturnType<typeof aggregatedProject>>
beforeAll(async () => {
  project = await aggregatedProject()
  await project.aggregate()
  const release = { slug: project.slug, projectRoot: process.cwd(), notes: '', license: '' }
  for (let k = 0; k < 2; k++) await publishRelease(operator, release)
})
beforeEach(() => setReleasePublic(operator, { ...at(), isPublic: true }))
afterEach(async () => {
  await prisma.job.deleteMany({ where: { projectId: project.id } })
  await rm(inData('releases'), { recursive: true, force: true })
})

const at = (version = '1') => ({ slug: project.slug, version })
const make = (version: string, formats: string[]) => makeReleaseFiles(operator, { ...at(version), formats })
const publicFormats = async () => (await readPublicRelease(at())).files.files.map(({ format }) => format)
const jobs = () => prisma.job.findMany({ where: { projectId: project.id }, select: { kind: true, payload: true } })

/** Leaves the files of a release as an earlier version of their writers made them. */
async function age(version: string) {
  const folder = inData('releases', project.slug, version)
  for (const edition of await readdir(folder)) await rename(`${folder}/${edition}`, `${folder}/${edition}-earlier`)
}

it('generates the files of public releases again that an earlier version made, once for all servers', async () => {
  for (const version of ['1', '2']) {
    await make(version, ['real-json', 'votes-csv'])
    await age(version)
  }
  await make('1', ['votes-csv'])
  await Promise.all([regeneratePublicFiles(new Set()), regeneratePublicFiles(new Set())])
  expect(await jobs()).toEqual([{ kind: 'make-release-files', payload: { version: '1', formats: ['real-json'] } }])
  await make('1', ['real-json'])
  expect(await publicFormats()).toEqual(['real-json', 'votes-csv'])
  await prisma.job.deleteMany({ where: { projectId: project.id } })
  await regeneratePublicFiles(new Set())
  expect(await jobs()).toEqual([])
})

it('generates those again that were requested before their folder was lost, such as in a restored database', async () => {
  const payload = { version: '1', formats: ['labels-csv', 'a-format-of-another-version'] }
  await prisma.job.create({
    data: { projectId: project.id, kind: 'make-release-files', payload, state: 'succeeded' },
  })
  await regeneratePublicFiles(new Set())
  expect(await jobs()).toContainEqual({
    kind: 'make-release-files',
    payload: { version: '1', formats: ['labels-csv'] },
  })
})

it('starts nothing for private releases and for files that nobody has requested', async () => {
  await make('2', ['real-json'])
  await age('2')
  await regeneratePublicFiles(new Set())
  expect(await jobs()).toEqual([])
})

it('does not start the same job again after it has failed', async () => {
  await make('1', ['real-json'])
  await age('1')
  const seen = new Set<string>()
  await regeneratePublicFiles(seen)
  await prisma.job.updateMany({ where: { projectId: project.id }, data: { state: 'failed' } })
  await regeneratePublicFiles(seen)
  expect(await jobs()).toHaveLength(1)
})

it('generates files again that mention the withdrawal of a release', async () => {
  await make('1', ['real-json', 'data-card'])
  await withdrawRelease(operator, { ...at(), reason: 'Labels were mixed up.' })
  expect(await publicFormats()).toEqual(['real-json'])
  await regeneratePublicFiles(new Set())
  expect(await jobs()).toMatchObject([{ payload: { version: '1', formats: ['data-card'] } }])
})
