import { createHash } from 'node:crypto'
import { storedFacts } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import { readReleasePart } from '@/lib/db/releases/read-part'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { getRelease } from './list-releases'
import { releaseChecksum } from './release-manifest'

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
  const { project } = await guardProject(actor, slug, 'admin')
  const release = await getRelease(project.id, version)
  const key = { projectId: project.id, releaseId: release.id }
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
