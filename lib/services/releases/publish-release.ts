import type { PublishInput, PublishResult, ReleasePreview, StoredFacts } from '@/lib/contracts/releases/release'
import { countDecisionsSince } from '@/lib/db/adjudication/adjudication-rows'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { type WrittenPart, writeReleasePart } from '@/lib/db/releases/part-rows'
import { beginRelease, publishBegunRelease, storedReleaseBytes } from '@/lib/db/releases/release-row'
import type { CopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { nextVersion } from '@/lib/domain/releases/release-input'
import { AppError, conflict } from '@/lib/errors'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { codeVersion } from '@/lib/services/code-version'
import { type ImportHooks, type ProgressHooks, withImportSession } from '@/lib/services/progress'
import { acceptRun } from '@/lib/services/runs/change-run'
import { usableRun } from '@/lib/services/runs/usable-run'
import { counted } from '@/lib/wording/number'
import { releaseCardText } from '@/lib/wording/releases/release-card'
import { releaseCitation } from '@/lib/wording/releases/release-citation'
import { releaseLimits } from '@/lib/wording/releases/release-limits'
import { releaseFactsOf } from './release-facts-of'
import { releaseChecksum } from './release-manifest'
import { type ReleaseExtras, releaseParts } from './release-parts'
import { type ReleaseSnapshot, withReleaseSnapshot } from './release-snapshot'

const isTaken = (version: string) =>
  conflict(`Release ${version} already exists. Choose another version.`, {
    version: 'A release with this version already exists.',
  })

async function versionFor(projectId: number, version: string | undefined, db: Db = prisma): Promise<string> {
  const taken = (await db.release.findMany({ where: { projectId }, select: { version: true } })).map(
    (release) => release.version,
  )
  if (version === undefined) return nextVersion(taken)
  if (taken.includes(version)) throw isTaken(version)
  return version
}

/** Defaults to the latest run. Throws if the version is taken. */
export async function guardPublish({ project }: ProjectAccess, input: PublishInput, db: Db): Promise<PublishInput> {
  const runId = await usableRun(project.id, input.runId, { db })
  await versionFor(project.id, input.version, db)
  return { ...input, runId }
}

const projectPart = ({ slug, name, description, ratersPerTask, leaseSeconds, quality, hasSimulated }: Project) => ({
  project: slug,
  ...{ name, description, ratersPerTask, leaseSeconds, quality, hasSimulated },
})

/**
 * Publishes the labels of a run with everything they were made from, in one transaction. The same run gives the same
 * parts. Throws AppError `conflict` if the data of the run have changed or the version is taken. `acceptedBecause` is
 * why a run that fails checks is used, and confirms it.
 */
export async function publishRelease(
  actor: Actor,
  {
    slug,
    projectRoot,
    acceptedBecause,
    ...input
  }: PublishInput & { slug: string; projectRoot: string; acceptedBecause?: string | undefined },
  { beforeCommit, ...progress }: ImportHooks<PublishResult> = {},
  now = new Date(),
): Promise<PublishResult> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const runId = await usableRun(projectId, input.runId, { isAccepted: acceptedBecause !== undefined })
  const version = await versionFor(projectId, input.version)
  return withReleaseSnapshot({ projectId, runId }, progress, async (snapshot) => {
    const metadata = {
      project: slug,
      projectName: project.name,
      description: project.description,
      version,
      publishedAt: now.toISOString(),
      notes: input.notes,
      license: input.license,
      ...(input.authors?.length && { authors: input.authors }),
      codeVersion: await codeVersion(projectRoot),
    }
    const hashed = await releaseFactsOf(snapshot, metadata, acceptedBecause)
    const card = releaseCardText(hashed)
    return withImportSession({ ...progress, beforeCommit }, async (session) => {
      const releaseId = await beginRelease(session, { projectId, version, runId, notes: input.notes })
      if (releaseId === null) throw isTaken(version)
      const extras = { raterParameters: snapshot.raterParameters, run: snapshot.runPart, project: projectPart(project) }
      const parts = await writeParts(session, releaseId, snapshot, extras, progress)
      const checksum = releaseChecksum(parts, { facts: hashed, card })
      const citation = releaseCitation(hashed, checksum, null)
      const facts: StoredFacts = { hashed, card, citation }
      await publishBegunRelease(session, { projectId, releaseId, checksum, facts, at: now, userId })
      const result: PublishResult = {
        ...{ releaseId, version, runId, checksum },
        labels: hashed.counts.labels,
        votes: voteCountOf(hashed),
        parts: parts.map(({ name, rowCount, byteSize, sha256 }) => ({ name, rows: rowCount, byteSize, sha256 })),
        storedByteSize: await storedReleaseBytes(session, projectId, releaseId),
      }
      const details = { releaseId, version, run: runId, checksum }
      await writeAuditEvent(session, { projectId, userId, action: 'release.publish', details })
      if (acceptedBecause !== undefined) await acceptRun(session, { projectId, userId, runId, reason: acceptedBecause })
      return result
    })
  })
}

async function writeParts(
  session: CopySession,
  releaseId: number,
  { scope, run }: ReleaseSnapshot,
  extras: ReleaseExtras,
  { onProgress, signal }: ProgressHooks,
): Promise<WrittenPart[]> {
  const written: WrittenPart[] = []
  for (const { name, step, lines } of releaseParts) {
    const total = name === 'votes.csv' ? run.voteCount : 0
    const key = { projectId: scope.projectId, releaseId, name }
    written.push(await writeReleasePart(session, key, watched(lines(scope, extras), total)))
    async function* watched(blocks: AsyncIterable<readonly string[]>, expected: number) {
      let done = 0
      for await (const block of blocks) {
        signal?.throwIfAborted()
        yield block
        done += block.length
        onProgress?.(step, done, Math.max(done, expected))
      }
    }
  }
  return written
}

const inWords = new Intl.ListFormat('en-GB')

/** Names the votes, decisions and withdrawals after the run, which its release lacks; empty if there are none. */
async function newerAnswers({ scope: { projectId, until }, run: { number, voteCount } }: ReleaseSnapshot) {
  const [allVotes, { made, undone }] = await Promise.all([
    countCountedVotes(projectId),
    countDecisionsSince(projectId, until),
  ])
  const found = [
    ...(allVotes > voteCount ? [counted(allVotes - voteCount, 'vote')] : []),
    ...(made > 0 ? [counted(made, 'decision on a label', 'decisions on labels')] : []),
    ...(undone > 0 ? [counted(undone, 'withdrawal of a decision', 'withdrawals of decisions')] : []),
  ]
  if (found.length === 0) return []
  return [
    `This release does not include what is newer than run ${number}: ${inWords.format(found)}. To include it, aggregate again.`,
  ]
}

/** Names the releases of the run, since another one would contain the same labels. */
async function earlierReleases(projectId: number, runId: number) {
  const earlier = await prisma.release.findMany({
    where: { projectId, runId, NOT: { publishedAt: null } },
    select: { version: true, withdrawal: { select: { reason: true } } },
    orderBy: { id: 'asc' },
  })
  return earlier.map(({ version, withdrawal }) =>
    withdrawal
      ? `Run ${runId} was published before, as release ${version}, which was withdrawn: ${withdrawal.reason}`
      : `Run ${runId} was published before, as release ${version}.`,
  )
}

export async function previewRelease(
  actor: Actor,
  { slug, run }: { slug: string; run?: number | undefined },
): Promise<ReleasePreview> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const runId = await usableRun(projectId, run)
  const version = await versionFor(projectId, undefined)
  const metadata = {
    ...{ project: slug, projectName: project.name, description: project.description, version },
    ...{ publishedAt: new Date().toISOString(), notes: '', license: '', codeVersion: 'the version that publishes' },
  }
  try {
    const { facts, notices } = await withReleaseSnapshot({ projectId, runId }, {}, async (snapshot) => ({
      facts: await releaseFactsOf(snapshot, metadata),
      notices: [...(await earlierReleases(projectId, runId)), ...(await newerAnswers(snapshot))],
    }))
    const cardHtml = safeMarkdown(releaseCardText(facts))
    const limits = [...notices, ...releaseLimits({ ...facts, license: 'to be said' })]
    return { runId, version, obstacle: null, cardHtml, limits }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    return { runId, version, obstacle: error.message, cardHtml: null, limits: [] }
  }
}
