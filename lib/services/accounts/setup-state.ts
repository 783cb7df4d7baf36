import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'

/** Whether an account exists, so that the one-time link is over. */
export const isServerSetUp = async () => (await prisma.appUser.findFirst({ select: { id: true } })) !== null

/** Whether the link printed at start carries this token. */
export async function isSetupToken(token: string): Promise<boolean> {
  const tokenHash = secretHash(token)
  return (await prisma.setupToken.findUnique({ where: { tokenHash } })) !== null
}
