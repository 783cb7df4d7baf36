import type { FlaggedImage, FlagPage } from '@/lib/contracts/images/flagged-image'
import { type Db, prisma } from '@/lib/db/client'
import { countFlaggedImages, type FlagRow, findFlags } from '@/lib/db/images/flagged-image-query'
import type { FlagView } from '@/lib/domain/images/flag-view'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

const pageSize = 24

export async function listImageFlags(
  actor: Actor,
  { slug, view }: { slug: string; view: FlagView },
  db: Db = prisma,
): Promise<FlagPage> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const counts = await countFlaggedImages(project.id, db)
  const total = (kind: string | null, isSettled: boolean) =>
    counts.find((one) => one.kind === kind && one.isSettled === isSettled)?.images ?? 0
  const pageCount = Math.max(1, Math.ceil(total(view.kind, view.isSettled) / pageSize))
  const page = Math.min(view.page, pageCount)
  const scope = { projectId: project.id, isSettled: view.isSettled, kind: view.kind }
  const rows = await findFlags(scope, { limit: pageSize, offset: (page - 1) * pageSize }, db)
  const kinds = counts.flatMap(({ kind, isSettled, images }) =>
    kind !== null && isSettled === view.isSettled ? [[kind, images] as const] : [],
  )
  return {
    images: byImage(rows),
    page,
    pageCount,
    counts: { open: total(null, false), settled: total(null, true), kinds: Object.fromEntries(kinds) },
  }
}

function byImage(rows: FlagRow[]): FlaggedImage[] {
  const images = new Map<number, FlaggedImage>()
  for (const { imageId, fileName, contentHash, credit, license, ...flag } of rows) {
    const image = images.get(imageId) ?? { imageId, fileName, contentHash, credit, license, flags: [] }
    const { createdAt, settledAt, ...said } = flag
    image.flags.push({ ...said, createdAt: createdAt.toISOString(), settledAt: settledAt?.toISOString() ?? null })
    images.set(imageId, image)
  }
  return [...images.values()]
}
