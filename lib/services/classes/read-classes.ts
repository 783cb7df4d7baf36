import type { ClassDecision, ClassRow } from '@/lib/contracts/classes/class'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { type ClassImageSet, classImageSets, findClassImages } from '@/lib/db/classes/class-image-query'
import { findDecidedPairs } from '@/lib/db/classes/class-pair-rows'
import { findClassFigures, findListedClasses, searchClasses } from '@/lib/db/classes/class-query'
import { findConfusionsOf } from '@/lib/db/classes/confused-pair-query'
import { prisma } from '@/lib/db/client'
import type { ClassView } from '@/lib/domain/classes/class-view'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { findProjectImages } from '@/lib/services/images/project-images'
import { classAgreement, classFactsOf, classSharesOf } from './class-facts'
import { confusedPairOf, decidedPairOf } from './confused-pair'
import { classScope, countStateOf } from './count-classes'

export async function readClasses(actor: Actor, { slug, view }: { slug: string; view: ClassView }) {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const scope = await classScope(projectId)
  const [listed, agreement] = await Promise.all([findListedClasses(projectId, scope.runId), classAgreement(projectId)])
  const wanted = view.name.toLocaleLowerCase('en')
  const has = (text: string | null) => text?.toLocaleLowerCase('en').includes(wanted) ?? false
  const found = listed
    .filter((row) => (!view.isDecided || row.decisionCount > 0) && (!view.hasNote || row.hasNote))
    .filter(({ index, name, otherNames, externalId }) => {
      const isId = String(index) === wanted || externalId?.toLocaleLowerCase('en') === wanted
      return wanted === '' || isId || has(name) || otherNames.some(has)
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

const imagesShown = 12
const confusionsShown = 15

export async function readClass(actor: Actor, { slug, index }: { slug: string; index: number }) {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const found = await prisma.class.findUnique({
    where: { projectId_classIndex: { projectId, classIndex: index } },
  })
  if (!found) throw notFound('class')
  const scope = await classScope(projectId)
  const { runId } = scope
  const [figures, agreement, decided, confusions, ...sets] = await Promise.all([
    runId === null ? null : findClassFigures({ projectId, runId, classId: found.id }),
    classAgreement(projectId),
    findDecidedPairs(projectId, [found.id]),
    findConfusionsOf(scope, found.id, confusionsShown),
    ...classImageSets.map((set) => imagesOf(projectId, runId, found.id, set)),
  ])
  const images = Object.fromEntries(classImageSets.map((set, at) => [set, sets[at]])) as Record<
    ClassImageSet,
    ProjectImage[]
  >
  return {
    ...countStateOf(scope),
    hasSimulated: project.hasSimulated,
    facts: classFactsOf(found, { figures, agreement: agreement.get(found.id) ?? null }),
    decisions: decided.map((row): ClassDecision => {
      const isLow = row.lowId === found.id
      return {
        other: isLow ? { index: row.highIndex, name: row.highName } : { index: row.lowIndex, name: row.lowName },
        ...decidedPairOf(row, isLow),
      }
    }),
    confusions: confusions.map((row) => confusedPairOf(row, found.id)),
    images,
  }
}

async function imagesOf(projectId: number, runId: number | null, classId: number, set: ClassImageSet) {
  if (runId === null) return []
  const ids = await findClassImages({ projectId, runId, classId, set, limit: imagesShown })
  return findProjectImages(projectId, runId, ids)
}

/** Finds up to 20 labelable classes by part of a name, external id or index. */
export async function findClasses(actor: Actor, { slug, query }: { slug: string; query: string }) {
  const { projectId } = await guardProject(actor, slug, 'expert')
  return { classes: await searchClasses(projectId, query, 20) }
}
