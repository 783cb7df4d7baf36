import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { changeUnlocked } from '@/lib/services/access/guard-project'

export const deleteAccuracies = (actor: Actor, { slug, source }: { slug: string; source: string }): Promise<void> =>
  changeUnlocked(actor, slug, async ({ tx: db, projectId, audit }) => {
    const { count } = await db.outsideAccuracy.deleteMany({ where: { projectId, source } })
    if (count === 0) throw notFound('source')
    await audit('project.delete-accuracies', { source, models: count })
  })

export const deleteLabelSet = (actor: Actor, { slug, setId }: { slug: string; setId: number }): Promise<void> =>
  changeUnlocked(actor, slug, async ({ tx: db, projectId, audit }) => {
    const key = { projectId_id: { projectId, id: setId } }
    const set = await db.labelSet.findUnique({ where: key })
    if (!set) throw notFound('set of labels')
    await db.labelSet.delete({ where: key })
    await audit('label-set.delete', { setId, name: set.name, images: set.imageCount, labels: set.labelCount })
  })
