import { prisma } from '@/lib/db/client'

export async function startRaters(projectId: number, raters: number): Promise<void> {
  await prisma.rater.createMany({
    data: Array.from({ length: raters }, (_, index) => ({ projectId, id: index + 1, kind: 'simulated' as const })),
    skipDuplicates: true,
  })
}
