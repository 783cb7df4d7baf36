import { type Db, prisma } from '@/lib/db/client'

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
    images: new Map(images.map((row) => [row.id, row])),
    classes: new Map(classes.map(({ id, name }) => [id, name])),
  }
}
