import { randomUUID } from 'node:crypto'
import { onTestFinished, TestRunner } from 'vitest'
import { prisma } from '@/lib/db/client'
import { removeProjectRows } from '@/lib/db/testing/remove-project-rows'

/**
 * Does work at the end of the test that is running, also if called by its `beforeEach`. What `beforeAll` made stays
 * until the end of the file, when own-database empties all tables.
 */
export function whenTestEnds(work: () => Promise<unknown>): void {
  if (TestRunner.getCurrentTest()) onTestFinished(async () => void (await work()))
}

export async function removeProject(slug: string): Promise<void> {
  const project = await prisma.project.findUnique({ where: { slug } })
  if (project) await removeProjectRows(project.id)
}

/** Returns a slug for a new project, which is removed at the end of the test. */
export function temporarySlug(): string {
  const slug = `test-${randomUUID().slice(0, 13)}`
  whenTestEnds(() => removeProject(slug))
  return slug
}

/** Makes a project without data, which is removed at the end of the test. */
export async function emptyProject() {
  const slug = temporarySlug()
  const { id } = await prisma.project.create({ data: { slug, name: slug } })
  return { slug, id }
}

/** Makes a project whose images are known by name only, without classes. It is removed at the end of the test. */
export async function namedImages(fileNames: readonly string[]) {
  const { slug, id } = await emptyProject()
  await prisma.image.createMany({
    data: fileNames.map((fileName, k) => ({ projectId: id, id: k, position: k, fileName })),
  })
  return { slug, id }
}
