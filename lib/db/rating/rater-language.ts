import { type Db, prisma } from '@/lib/db/client'

/** The further language in which names and texts are shown to a rater; null: the project's own, and for whoever is no rater. */
export async function findRaterLanguage(
  { projectId, raterId }: { projectId: number; raterId: number | null },
  db: Db = prisma,
): Promise<string | null> {
  if (raterId === null) return null
  const rater = await db.rater.findUnique({
    where: { projectId_id: { projectId, id: raterId } },
    select: { language: true },
  })
  return rater?.language ?? null
}
