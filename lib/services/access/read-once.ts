import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'

type Read<Access> = (actor: Actor, slug: string, db: Db) => Promise<Access>

const pageActors = new WeakSet<Actor>()

/** Has each access of this actor be read once and shared: for the actor of one page, all parts of which are one answer. */
export function shareAccess<Shared extends Actor>(actor: Shared): Shared {
  pageActors.add(actor)
  return actor
}

/**
 * A reading of what an actor may do in a project which a check in front of a service can share with it. `check` reads, and
 * leaves the result to the next `read` for the same actor. That one alone takes it, so that whoever asks again later, such
 * as a stream that stays open, learns what holds then; only the actor of a page keeps it. Within a transaction it is
 * always read anew.
 */
export function readOnce<Access>(readNow: Read<Access>) {
  const checked = new WeakMap<Actor, { slug: string; access: Access }>()
  const kept = new WeakMap<Actor, Map<string, Promise<Access>>>()

  function readKept(actor: Actor, slug: string): Promise<Access> {
    const bySlug = kept.get(actor) ?? new Map<string, Promise<Access>>()
    kept.set(actor, bySlug)
    const access = bySlug.get(slug) ?? readNow(actor, slug, prisma)
    bySlug.set(slug, access)
    return access
  }

  return {
    async check(actor: Actor, slug: string): Promise<Access> {
      const access = await readNow(actor, slug, prisma)
      checked.set(actor, { slug, access })
      return access
    },
    async read(actor: Actor, slug: string, db: Db = prisma): Promise<Access> {
      const known = checked.get(actor)
      checked.delete(actor)
      if (db !== prisma) return readNow(actor, slug, db)
      if (pageActors.has(actor)) return readKept(actor, slug)
      return known?.slug === slug ? known.access : readNow(actor, slug, db)
    },
  }
}
