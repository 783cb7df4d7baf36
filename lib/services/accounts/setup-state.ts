import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/sha256'

export const isServerSetUp = async () => (await prisma.appUser.findFirst({ select: { id: true } })) !== null

/** Whether the link printed at start has this token. */
export async function isSetupToken(token: string): Promise<boolean> {
  const tokenHash = secretHash(token)
  return (await prisma.setupToken.findUnique({ where: { tokenHash } })) !== null
}
