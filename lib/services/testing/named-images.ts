import { randomUUID } from 'node:crypto'
import { prisma } from '@/lib/db/client'
import { removeProject } from './remove-project'

/** Makes a project whose images are known by name only, without classes. Remove it afterwards. */
export async function namedImages(fileNames: readonly string[]) {
  const slug = `test-${randomUUID().slice(0, 13)}`
  const { id } = await prisma.project.create({ data: { slug, name: slug } })
  await prisma.image.createMany({
    data: fileNames.map((fileName, k) => ({ projectId: id, id: k, position: k, fileName })),
  })
  return { slug, id, remove: () => removeProject(slug) }
}
