import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { ownProjectId } from '@/lib/services/access/own-project-id'
import { type ImageVariant, readImage } from '@/lib/storage/image-store'

/** Always WebP, for members and panel visitors of the project. */
export async function readProjectImage(
  actor: Actor,
  { slug, hash, variant }: { slug: string; hash: string; variant: ImageVariant },
): Promise<Buffer> {
  const projectId = await ownProjectId(actor, slug)
  const known = await prisma.image.findFirst({ where: { projectId, contentHash: hash }, select: { id: true } })
  const bytes = known && (await readImage(hash, variant))
  if (!bytes) throw notFound('image')
  return bytes
}
