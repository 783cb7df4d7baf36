import { makeFilesInput } from '@/lib/contracts/releases/release-file'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { type ReleaseFormatKey, releaseFormatKeys, releaseFormatOf } from '@/lib/formats/release-formats'
import { eachIndependently } from '@/lib/services/each-independently'
import { openRelease } from '@/lib/services/releases/open-release'
import { releaseFileLocation } from '@/lib/services/releases/release-files'
import { findReleaseFile, listReleaseFileNames } from '@/lib/storage/release-file-store'
import { startJob } from './job-state'

const kind = 'make-release-files'

interface ReleaseVersion {
  projectId: number
  slug: string
  version: string
}

/** Returns formats that admins had generated, by a job or a download, in this version of the writers or any other. */
async function requestedFormats({ projectId, slug, version }: ReleaseVersion): Promise<ReleaseFormatKey[]> {
  const names = await listReleaseFileNames(slug, version)
  const jobs = await prisma.job.findMany({
    where: { projectId, kind, state: 'succeeded', payload: { path: ['version'], equals: version } },
    select: { payload: true },
  })
  const requested = new Set<string | null>([
    ...names.map((name) => releaseFormatOf(slug, version, name)),
    ...jobs.flatMap(({ payload }) => makeFilesInput.parse(payload).formats ?? releaseFormatKeys),
  ])
  return releaseFormatKeys.filter((format) => requested.has(format))
}

async function missingFormats(release: ReleaseVersion): Promise<ReleaseFormatKey[]> {
  const { head } = await openRelease(operator, release)
  const missing: ReleaseFormatKey[] = []
  for (const format of await requestedFormats(release))
    if ((await findReleaseFile(releaseFileLocation(head, format))) === null) missing.push(format)
  return missing
}

/**
 * Starts jobs for the files of public releases that were generated before and are missing now: a new version has changed
 * their writers, the release was withdrawn, or their folder was lost. Each worker checks a release once after its start
 * and once after each such change, so that a failed job is not started forever; `seen` has what it has checked.
 */
export async function regeneratePublicFiles(seen: Set<string>): Promise<void> {
  const releases = await prisma.release.findMany({
    where: { NOT: { publicSince: null }, project: { deletedAt: null } },
    select: {
      ...{ projectId: true, version: true, publicSince: true },
      withdrawal: { select: { createdAt: true } },
      project: { select: { slug: true } },
    },
  })
  await eachIndependently(releases, async (release) => {
    const key = JSON.stringify(release)
    if (seen.has(key)) return
    const { version, project, projectId } = release
    const formats = await missingFormats({ projectId, slug: project.slug, version })
    if (formats.length > 0) await startJob(operator, { slug: project.slug, kind, input: { version, formats } })
    seen.add(key)
  })
}
