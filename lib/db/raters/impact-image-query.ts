import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'

const imageRow = z.object({
  id: z.number(),
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
})
const classRow = z.object({ id: z.number(), name: z.string() })

/** Names and pictures of these images, and names of these classes. */
export async function findImpactNames(
  projectId: number,
  { imageIds, classIds }: { imageIds: number[]; classIds: number[] },
  db: Db = prisma,
) {
  const [images, classes] = await Promise.all([
    db.image.findMany({
      where: { projectId, id: { in: imageIds } },
      select: { id: true, fileName: true, contentHash: true, credit: true, license: true },
    }),
    db.class.findMany({ where: { projectId, id: { in: classIds } }, select: { id: true, name: true } }),
  ])
  return {
    images: new Map(
      z
        .array(imageRow)
        .parse(images)
        .map((row) => [row.id, row]),
    ),
    classes: new Map(
      z
        .array(classRow)
        .parse(classes)
        .map((row) => [row.id, row.name]),
    ),
  }
}
