import { type Db, prisma } from '@/lib/db/client'

/** Ends every session of an account, on every device. */
export async function endSessions(userId: string, db: Db = prisma): Promise<void> {
  await db.appUser.updateMany({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } })
}
