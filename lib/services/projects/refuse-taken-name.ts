import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** Throws if another project has this name, since the two could not be told apart in lists and menus. */
export async function refuseTakenName(name: string, db: Db, ownId?: number): Promise<void> {
  const other = await db.project.findFirst({
    where: { name: { equals: name.trim(), mode: 'insensitive' }, deletedAt: null, NOT: { id: ownId ?? -1 } },
  })
  if (other)
    throw new AppError('conflict', `There is already a project called “${other.name}”. Choose another name.`, {
      name: other.archivedAt ? 'An archived project has this name.' : 'Another project has this name.',
    })
}
