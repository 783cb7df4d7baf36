import type { ClassRow } from '@/lib/contracts/classes/class'
import { findListedClasses } from '@/lib/db/classes/class-list-query'
import type { ClassView } from '@/lib/domain/classes/class-view'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { classAgreement } from './class-agreement'
import { classScope, countStateOf } from './class-scope'
import { classSharesOf } from './counted-share'

export async function readClasses(actor: Actor, { slug, view }: { slug: string; view: ClassView }) {
  const { project } = await guardProject(actor, slug, 'admin')
  const scope = await classScope(project.id)
  const [listed, agreement] = await Promise.all([
    findListedClasses(project.id, scope.runId),
    classAgreement(project.id),
  ])
  const wanted = view.name.toLocaleLowerCase('en')
  const has = (text: string | null) => text?.toLocaleLowerCase('en').includes(wanted) ?? false
  const found = listed
    .filter((row) => (!view.isDecided || row.decisionCount > 0) && (!view.hasNote || row.hasNote))
    .filter(({ index, name, otherNames, externalId }) => {
      return wanted === '' || String(index) === wanted || has(name) || otherNames.some(has) || externalId === wanted
    })
    .map(
      ({ id, otherNames: _, ...row }): ClassRow => ({
        ...row,
        shares: row.figures && classSharesOf(row.figures),
        alpha: agreement.get(id)?.alphaOrdinal ?? null,
      }),
    )

  return {
    ...countStateOf(scope),
    hasSimulated: project.hasSimulated,
    classCount: listed.length,
    rows: found,
  }
}
