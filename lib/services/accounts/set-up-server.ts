import type { SetupInput, SetupOutput } from '@/lib/contracts/accounts/setup'
import { insertOwnerMemberships } from '@/lib/db/accounts/insert-owner-memberships'
import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { lockByKey } from '@/lib/db/session/lock-project'
import { writeAuditEvent } from '@/lib/db/session/write-audit-event'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { startDemo } from '@/lib/services/projects/start-demo'
import { hashPassword } from './password'

/** Whether an account exists, so that the one-time link is over. */
export const isServerSetUp = async () => (await prisma.appUser.findFirst({ select: { id: true } })) !== null

/** Whether the link printed at start carries this token. */
export async function isSetupToken(token: string): Promise<boolean> {
  const tokenHash = secretHash(token)
  return (await prisma.setupToken.findUnique({ where: { tokenHash } })) !== null
}

/**
 * Makes the first account, which may make projects, and starts the demo project if wanted. Guarded by the token of the
 * printed link, which is used up by it; of two at once, one wins and the other gets `conflict`.
 */
export async function setUpServer({ token, name, email, password, withDemo }: SetupInput): Promise<SetupOutput> {
  if (!(await isSetupToken(token)))
    throw new AppError('forbidden', 'This link has expired. Open the link that npm start printed last.')
  const passwordHash = await hashPassword(password)
  return prisma.$transaction(async (db) => {
    await lockByKey(db, 'setup')
    if (await db.appUser.findFirst()) throw new AppError('conflict', 'This server is already set up. Sign in instead.')
    const user = await db.appUser.create({ data: { name, email, passwordHash, isOwner: true } })
    await insertOwnerMemberships(user.id, db)
    await db.setupToken.deleteMany()
    await writeAuditEvent(db, { projectId: null, userId: user.id, action: 'server.set-up', details: {} })
    const actor: Actor = { kind: 'account', userId: user.id, isOwner: true }
    return { projectSlug: withDemo ? await startDemo(actor, db) : null }
  })
}
