import type { Db } from '@/lib/db/client'

export const demoSlug = 'demo'

const demo = {
  slug: demoSlug,
  name: 'Demo: what is in these images?',
  description:
    'A small finished project: 23 photographs, three models, votes, labels and a release. Votes and golden answers are simulated; each image is open to two more raters, such as you.',
}

const guidelines =
  'Answer “yes” for everything that is clearly in the image, including the background, “no” for everything that is not, and “maybe” if you cannot tell. An image may show several things, or none of those listed.'

/** A `create-demo` job fills the project. Returns its id, or null if the slug is taken. */
export async function createDemoProject(userId: string, db: Db): Promise<number | null> {
  if (await db.project.findUnique({ where: { slug: demoSlug } })) return null
  const { id } = await db.project.create({
    data: {
      ...demo,
      hasSimulated: true,
      memberships: { create: { userId, role: 'admin' } },
      documents: { create: { kind: 'guidelines', version: 1, text: guidelines, userId } },
    },
  })
  return id
}
