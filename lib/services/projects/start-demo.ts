import { type Db, prisma } from '@/lib/db/client'
import { insertJob } from '@/lib/db/jobs/insert-job'
import type { Actor } from '@/lib/domain/permissions'

const demo = {
  slug: 'demo',
  name: 'Demo: what is in these images?',
  description: '23 images from npm packages. Three ratings per image are simulated; two are left for people.',
}

const guidelines =
  'Answer “yes” for everything that is clearly in the image, including the background, “no” for everything that is not, and “maybe” if you cannot tell. An image may show several things, or none of those listed.'

/**
 * Makes the demo project with the actor as its admin; a job in the worker fills it. A project that has that address
 * already is left alone. Returns the address.
 */
export async function startDemo(actor: Actor & { kind: 'account' }, db: Db = prisma): Promise<string> {
  if (await db.project.findUnique({ where: { slug: demo.slug } })) return demo.slug
  const { id } = await db.project.create({
    data: {
      ...demo,
      hasSimulated: true,
      memberships: { create: { userId: actor.userId, role: 'admin' } },
      documents: { create: { kind: 'guidelines', version: 1, text: guidelines, userId: actor.userId } },
    },
  })
  const job = { projectId: id, kind: 'create-demo', title: 'Preparing the demo project', payload: {} }
  await insertJob({ ...job, askedBy: actor.userId }, db)
  return demo.slug
}
