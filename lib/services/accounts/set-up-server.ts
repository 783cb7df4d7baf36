import type { SetupInput, SetupOutput } from '@/lib/contracts/accounts/account'
import { prisma } from '@/lib/db/client'
import { inTransaction, lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import { secretHash } from '@/lib/db/sha256'
import { conflict, forbidden } from '@/lib/errors'
import { createDemoProject, demoSlug } from '@/lib/services/demo/create-demo'
import { addJob } from '@/lib/services/jobs/job-state'
import { hashPassword, refuseWeakPassword } from './password'

export const isServerSetUp = async () => (await prisma.appUser.findFirst({ select: { id: true } })) !== null

/** Whether the link printed at start has this token. */
export async function isSetupToken(token: string): Promise<boolean> {
  const tokenHash = secretHash(token)
  return (await prisma.setupToken.findUnique({ where: { tokenHash } })) !== null
}

/**
 * Creates the owner's account and optionally the demo project, using up the token of the printed link. Throws AppError
 * `forbidden` for a wrong or used token, and `conflict` if a concurrent call has set up the server first.
 */
export async function setUpServer({ token, name, email, password, withDemo }: SetupInput): Promise<SetupOutput> {
  if (!(await isSetupToken(token))) throw forbidden('This link has expired. Open the link that npm start printed last.')
  await refuseWeakPassword(password, email)
  const passwordHash = await hashPassword(password)
  return inTransaction(prisma, async (db) => {
    await lockByKey(db, 'owner')
    if (await db.appUser.findFirst()) throw conflict('This server is already set up. Sign in instead.')
    const user = await db.appUser.create({ data: { name, email, passwordHash, isOwner: true } })
    // The command line may have imported projects before there was an account.
    const projects = await db.project.findMany({ select: { id: true } })
    const admin = { userId: user.id, role: 'admin' as const }
    await db.membership.createMany({ data: projects.map(({ id }) => ({ projectId: id, ...admin })) })
    await db.setupToken.deleteMany()
    await writeAuditEvent(db, { projectId: null, userId: user.id, action: 'server.set-up', details: {} })
    if (!withDemo) return { projectSlug: null }
    const projectId = await createDemoProject(user.id, db)
    if (projectId !== null) await addJob({ projectId, userId: user.id, kind: 'create-demo', payload: {} }, db)
    return { projectSlug: demoSlug }
  })
}
