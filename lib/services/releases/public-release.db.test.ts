import { text } from 'node:stream/consumers'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { sha256 } from '@/lib/db/sha256'
import { operator } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { readQualitySettings } from '@/lib/services/quality/quality-settings'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { readReleaseDetail, setReleasePublic, withdrawRelease } from './list-releases'
import { publishRelease } from './publish-release'
import { readPublicRelease } from './read-public-release'
import { downloadReleaseFile, limitPublicDownloads, makeReleaseFiles } from './release-files'
import { releasePartFile } from './verify-release'

ownDataFolder()
let project: Awaited<ReturnType<typeof aggregatedProject>>
let other: Awaited<ReturnType<typeof aggregatedProject>>
beforeAll(async () => {
  project = await aggregatedProject()
  other = await aggregatedProject()
  for (const one of [project, other]) {
    await one.aggregate()
    const release = { slug: one.slug, projectRoot: process.cwd(), notes: '', license: '' }
    for (let k = 0; k < 2; k++) await publishRelease(operator, release)
  }
})
const at = (version = '1') => ({ slug: project.slug, version })
const make = (isPublic: boolean, version = '1', actor: Parameters<typeof setReleasePublic>[0] = operator) =>
  setReleasePublic(actor, { ...at(version), isPublic })
const origin = env.NEXTAUTH_URL
beforeEach(async () => {
  await make(false)
})
afterEach(() => {
  env.NEXTAUTH_URL = origin
})

const unknown = { slug: 'no-such-project', version: '1' }
const refusalOf = async (wanted: { slug: string; version: string }) => {
  const name = `${wanted.slug}-${wanted.version}-real.json`
  const refused = await Promise.allSettled([
    readPublicRelease(wanted),
    releasePartFile('anyone', { ...wanted, name: 'votes.csv' }),
    downloadReleaseFile('anyone', { ...wanted, name }),
  ])
  return refused.map((one) => (one.status === 'rejected' ? `${one.reason.code}: ${one.reason.message}` : 'can be read'))
}

describe('a release', () => {
  it('is private at first, which looks the same as an unknown release, project or version', async () => {
    const refusal = await refusalOf(unknown)
    expect(new Set(refusal)).toEqual(new Set([expect.stringMatching(/^not-found: /)]))
    for (const wanted of [at(), at('9'), at('\0'), { slug: '\0', version: '1' }])
      expect(await refusalOf(wanted)).toEqual(refusal)
  })

  it('can be read by anyone once it is public, and no other release of its project or of another', async () => {
    const { publicSince } = await make(true)
    expect(publicSince).not.toBeNull()
    // Raters may then know the golden answers in it.
    for (const one of [project, other])
      expect((await readQualitySettings(operator, one.slug)).hasPublicRelease).toBe(one === project)
    const { detail } = await readPublicRelease(at())
    const { previous, ...own } = await readReleaseDetail(operator, at())
    expect(detail).toEqual({ ...own, previous: null })
    expect(previous).toBeNull()
    for (const wanted of [at('2'), { slug: other.slug, version: '1' }])
      expect(await refusalOf(wanted)).toEqual(await refusalOf(unknown))
  })

  it('does not reveal the previous release, which may be private', async () => {
    await make(true, '2')
    expect((await readReleaseDetail(operator, at('2'))).previous).toBe('1')
    expect((await readPublicRelease(at('2'))).detail.previous).toBeNull()
    await make(false, '2')
  })

  it('gives everyone the parts that its content hash covers', async () => {
    const { checksum } = await make(true)
    const part = async (name: string) => text((await releasePartFile('anyone', { ...at(), name })).content)
    const sums = await part('SHA256SUMS')
    expect(sha256(sums)).toBe(checksum)
    for (const line of sums.trimEnd().split('\n')) {
      const [hash, name] = line.split('  ')
      expect([name, sha256(await part(name!))]).toEqual([name, hash])
    }
    await expect(part('release')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('gives everyone the generated files, and generates none for them', async () => {
    await make(true)
    const name = `${project.slug}-1-real.json`
    expect((await readPublicRelease(at())).files.files).toEqual([])
    await expect(downloadReleaseFile('anyone', { ...at(), name })).rejects.toMatchObject({ code: 'not-found' })
    await makeReleaseFiles(operator, { ...at(), formats: ['real-json'] })
    const { files } = (await readPublicRelease(at())).files
    expect(files.map(({ fileName }) => fileName)).toEqual([name])
    expect(await downloadReleaseFile('anyone', { ...at(), name })).toMatchObject({ sha256: files[0]!.made!.sha256 })
    await make(false)
    await expect(downloadReleaseFile('anyone', { ...at(), name })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is cited and described with its address only while it is public, and never with one of this computer', async () => {
    const before = await readReleaseDetail(operator, at())
    for (const local of ['http://localhost:3000', 'http://127.0.0.1:3000']) {
      env.NEXTAUTH_URL = local
      await make(true)
      expect((await readReleaseDetail(operator, at())).citation).toEqual(before.citation)
      expect(await readPublicRelease(at())).toMatchObject({ address: null, origin: local })
    }
    env.NEXTAUTH_URL = 'https://labels.example.org'
    const address = `https://labels.example.org/r/${project.slug}/1`
    const { detail, metadata, ...rest } = await readPublicRelease(at())
    expect(rest.address).toBe(address)
    expect(detail.citation.text).toBe(`${before.citation.text} ${address}`)
    expect(detail.citation.bibtex).toContain(`url = {${address}}`)
    expect(detail.release.checksum).toBe(before.release.checksum)
    expect(metadata).toMatchObject({
      ...{ '@type': 'Dataset', url: address, identifier: `urn:sha256:${before.release.checksum}` },
      distribution: expect.arrayContaining([
        expect.objectContaining({
          name: 'votes.csv',
          contentUrl: `https://labels.example.org/api/releases/${project.slug}/1/parts/votes.csv`,
        }),
      ]),
    })
    await make(false)
    expect((await readReleaseDetail(operator, at())).citation).toEqual(before.citation)
  })

  it('is made public and private by admins of its project only', async () => {
    for (const role of ['rater', 'expert'] as const)
      await expect(make(true, '1', await project.account(role))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(make(true, '1', await other.account('admin'))).rejects.toMatchObject({ code: 'not-found' })
    await expect(make(true, '9')).rejects.toMatchObject({ code: 'not-found' })
    expect(await refusalOf(at())).toEqual(await refusalOf(unknown))
  })

  it('records who made it public and private, but not when nothing changed', async () => {
    const admin = await project.account('admin')
    const first = await make(true, '1', admin)
    expect(await make(true, '1', admin)).toEqual(first)
    await make(false, '1', admin)
    await make(false, '1', admin)
    const events = await prisma.auditEvent.findMany({ where: { userId: admin.userId }, orderBy: { id: 'asc' } })
    expect(events.map(({ action, projectId }) => [action, projectId])).toEqual([
      ['release.make-public', project.id],
      ['release.make-private', project.id],
    ])
    expect(events[0]!.details).toEqual({ releaseId: first.id, version: '1' })
  })

  it('can change in nothing else, neither alone nor with its public page', async () => {
    const data = { publicSince: new Date(), notes: 'changed' }
    const where = { projectId: project.id, version: '1' }
    await expect(prisma.release.updateMany({ where, data })).rejects.toThrow('is published and cannot change')
    const { publicSince, ...rest } = data
    await expect(prisma.release.updateMany({ where, data: rest })).rejects.toThrow('is published and cannot change')
  })

  it('names the newest release after it that everyone can read and that was not withdrawn', async () => {
    const { slug } = other
    const setPublic = (version: string, isPublic: boolean) => setReleasePublic(operator, { slug, version, isPublic })
    const newerThan = async (version: string) => (await readPublicRelease({ slug, version })).newer
    await setPublic('1', true)
    expect(await newerThan('1')).toBeNull()
    await setPublic('2', true)
    expect(await newerThan('1')).toBe('2')
    expect(await newerThan('2')).toBeNull()
    await withdrawRelease(operator, { slug, version: '2', reason: 'Labels were mixed up.' })
    expect(await newerThan('1')).toBeNull()
    await setPublic('2', false)
    await setPublic('1', false)
  })

  it('stays public when it is withdrawn or its project archived, and ends with its project', async () => {
    await setReleasePublic(operator, { slug: other.slug, version: '1', isPublic: true })
    await withdrawRelease(operator, { slug: other.slug, version: '1', reason: 'Labels were mixed up.' })
    const where = { id: other.id }
    await prisma.project.update({ where, data: { archivedAt: new Date() } })
    const { detail } = await readPublicRelease({ slug: other.slug, version: '1' })
    expect(detail.release.withdrawn).toMatchObject({ reason: 'Labels were mixed up.' })
    expect(detail.citation.text).toContain('. Withdrawn on ')
    await prisma.project.update({ where, data: { deletedAt: new Date() } })
    expect(await refusalOf({ slug: other.slug, version: '1' })).toEqual(await refusalOf(unknown))
  })
})

it('limits downloads without an account by network', async () => {
  for (let k = 0; k < 600; k++) await limitPublicDownloads('203.0.113.7')
  await expect(limitPublicDownloads('203.0.113.7')).rejects.toMatchObject({ code: 'too-many-requests' })
  await limitPublicDownloads('203.0.113.8')
})
