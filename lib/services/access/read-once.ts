import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'

type Read<Access> = (actor: Actor, slug: string, db: Db) => Promise<Access>

/**
 * A reading of what an actor may do in a project which a check in front of a service can share with it. `check` reads, and
 * leaves the result to the next `read` for the same actor. That one alone takes it, so that whoever asks again later, such
 * as a stream that stays open, learns what holds then. Within a transaction it is always read anew.
 */
export function readOnce<Access>(readNow: Read<Access>) {
  const checked = new WeakMap<Actor, { slug: string; access: Access }>()
  return {
    async check(actor: Actor, slug: string): Promise<Access> {
      const access = await readNow(actor, slug, prisma)
      checked.set(actor, { slug, access })
      return access
    },
    async read(actor: Actor, slug: string, db: Db = prisma): Promise<Access> {
      const known = checked.get(actor)
      checked.delete(actor)
      return known?.slug === slug && db === prisma ? known.access : readNow(actor, slug, db)
    },
  }
}
