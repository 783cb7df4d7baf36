import { type Db, prisma } from '@/lib/db/client'

/** What a session needs of its account on every request, so that a changed right counts at once. Null when it is gone. */
export const findAccount = (userId: string, db: Db = prisma) =>
  db.appUser.findUnique({
    where: { id: userId },
    select: { id: true, name: true, email: true, isOwner: true, tokenVersion: true },
  })
