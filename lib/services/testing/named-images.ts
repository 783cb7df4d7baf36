import { prisma } from '@/lib/db/client'
import { emptyProject } from './remove-project'

/** Makes a project whose images are known by name only, without classes. It is removed at the end of the test. */
export async function namedImages(fileNames: readonly string[]) {
  const { slug, id } = await emptyProject()
  await prisma.image.createMany({
    data: fileNames.map((fileName, k) => ({ projectId: id, id: k, position: k, fileName })),
  })
  return { slug, id }
}
