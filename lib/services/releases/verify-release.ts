import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { storedFacts } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import { readReleasePart } from '@/lib/db/releases/part-rows'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import type { ExportFile } from '@/lib/services/export-file'
import type { ProgressHooks } from '@/lib/services/progress'
import { getReadableRelease, type ReleaseReader } from './list-releases'
import { metadataFiles, releaseChecksum, releaseManifest } from './release-manifest'

/** The list of parts in the format of `sha256sum --check`. Its own SHA-256 is the release's content hash. */
const manifestName = 'SHA256SUMS'

/** Returns a part as it was hashed, the facts, the card, or the list of checksums. */
export async function releasePartFile(
  reader: ReleaseReader,
  { slug, version, name }: { slug: string; version: string; name: string },
): Promise<ExportFile> {
  const release = await getReadableRelease(reader, { slug, version })
  const key = { projectId: release.projectId, releaseId: release.id }
  const parts = await prisma.releasePart.findMany({ where: key, select: { name: true, sha256: true } })
  const { hashed, card } = storedFacts.parse(release.facts)
  const metadata = { facts: hashed, card }
  const text =
    name === manifestName
      ? releaseManifest(parts, metadata)
      : metadataFiles(metadata).find((one) => one.name === name)?.text
  const isPublic = reader === 'anyone'
  if (text !== undefined) return { fileName: name, content: Readable.from([text]), isPublic }
  if (!parts.some((part) => part.name === name)) throw notFound('part of the release')
  return { fileName: name, content: Readable.from(readReleasePart({ ...key, name })), isPublic }
}

export interface ReleaseVerification {
  version: string
  isIntact: boolean
  checksum: string
  computed: string
  parts: { name: string; sha256: string; computed: string; bytes: number; rows: number }[]
}

const newline = 10

export async function verifyRelease(
  actor: Actor,
  { slug, version }: { slug: string; version: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<ReleaseVerification> {
  const release = await getReadableRelease(actor, { slug, version })
  const key = { projectId: release.projectId, releaseId: release.id }
  const stored = await prisma.releasePart.findMany({ where: key, orderBy: { name: 'asc' } })
  const parts: ReleaseVerification['parts'] = []
  for (const { name, sha256 } of stored) {
    const hash = createHash('sha256')
    let bytes = 0
    let rows = 0
    for await (const text of readReleasePart({ ...key, name })) {
      signal?.throwIfAborted()
      hash.update(text)
      bytes += text.length
      for (const byte of text) if (byte === newline) rows++
    }
    parts.push({ name, sha256, computed: hash.digest('hex'), bytes, rows })
    onProgress?.('Reading parts', parts.length, stored.length)
  }
  const { hashed: facts, card } = storedFacts.parse(release.facts)
  const computed = releaseChecksum(
    parts.map((part) => ({ name: part.name, sha256: part.computed })),
    { facts, card },
  )
  const isIntact = computed === release.checksum && parts.every((part) => part.computed === part.sha256)
  return { version, isIntact, checksum: release.checksum, computed, parts }
}
