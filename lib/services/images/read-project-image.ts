import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { ownProjectId } from '@/lib/services/access/guard-project'
import { type ImageVariant, readImage } from '@/lib/storage/image-store'

/** Members and raters must not learn where the images are stored; the log says what is wrong there. */
function cannotLoad(error: unknown): never {
  if (!(error instanceof AppError)) throw error
  throw new AppError('unavailable', 'The image cannot be loaded right now.', {}, { cause: error })
}

/** Always WebP, for members and panel visitors of the project. */
export async function readProjectImage(
  actor: Actor,
  { slug, hash, variant }: { slug: string; hash: string; variant: ImageVariant },
): Promise<Buffer> {
  const projectId = await ownProjectId(actor, slug)
  const known = await prisma.image.findFirst({ where: { projectId, contentHash: hash }, select: { id: true } })
  const bytes = known && (await readImage(hash, variant).catch(cannotLoad))
  if (!bytes) throw notFound('image')
  return bytes
}
