import { isDeepStrictEqual } from 'node:util'
import { type PlanSettings, type PlanSettingsPatch, type PlanSource, planSettings } from '@/lib/contracts/plan/plan'
import { type Db, prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { upsertDraft } from '@/lib/db/plan/batch-query'
import { findPlanBasis, findPlanStart } from '@/lib/db/plan/plan-query'
import { inTransaction, lockProject } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { adaptiveObstacle } from '@/lib/domain/plan/adaptive'
import { maxAskedClasses } from '@/lib/domain/plan/plan-source'
import { invalidInput } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { chosenSource, draftPlan, type PlanBasis } from './draft-plan'

function checkedModels(chosen: readonly number[] | null, modelIds: readonly number[]): number[] | null {
  if (chosen === null) return null
  const unknown = chosen.filter((id) => !modelIds.includes(id))
  if (unknown.length > 0) {
    throw invalidInput(`There is no model ${unknown.join(', ')} in this project.`, {
      models: 'contains an unknown model',
    })
  }
  return [...new Set(chosen)].sort((a, b) => a - b)
}

/** Throws AppError if the project has no data for a source. */
function checkedSource(source: PlanSource, { modelIds, classIndices, hasList }: PlanBasis): PlanSource {
  const refuse = (message: string) => {
    throw invalidInput(message, { source: message })
  }
  if (source.from === 'models' && modelIds.length === 0 && classIndices.length > 0)
    refuse(
      'No model has predictions yet, so none can propose. Import predictions, run a model, or ask about something else.',
    )
  if (source.from === 'list' && !hasList)
    refuse('No list of candidates has been imported yet. Import a CSV with the columns image and class.')
  if (source.from !== 'classes') return source
  if (source.classes === null) {
    if (classIndices.length > maxAskedClasses)
      refuse(
        `All ${classIndices.length.toLocaleString('en')} classes are too many to ask about every image. Choose up to ${maxAskedClasses} of them.`,
      )
    return source
  }
  const unknown = source.classes.filter((index) => !classIndices.includes(index))
  if (unknown.length > 0) refuse(`There is no class with index ${unknown.join(', ')} in this project.`)
  return { ...source, classes: [...new Set(source.classes)].sort((a, b) => a - b) }
}

/**
 * Writes choices into the draft within the caller's transaction, and returns all current choices. With `basedOn`, the
 * values with which a form was opened, only fields changed on the form are written, and only if they have not been
 * changed elsewhere since.
 */
export async function writeDraft(
  project: Project,
  changes: PlanSettingsPatch,
  db: Db,
  basedOn?: BaselineValues,
): Promise<PlanSettings> {
  await lockProject(db, project.id)
  const basis = await findPlanBasis(project.id, db)
  const start = await findPlanStart(project.id, db)
  const before = draftPlan(start, { ...basis, ratersPerTask: project.ratersPerTask })
  const isUntouched = (field: string, value: unknown) => basedOn && isDeepStrictEqual(value, basedOn[field])
  const given = Object.fromEntries(
    Object.entries(changes).filter(([field, value]) => value !== undefined && !isUntouched(field, value)),
  )
  const touched = basedOn && Object.fromEntries(Object.keys(given).map((field) => [field, basedOn[field]]))
  refuseStale(before.settings, given, touched)
  const settings = planSettings.parse({ ...before.settings, ...given })
  settings.models = checkedModels(settings.models, basis.modelIds)
  settings.source = checkedSource(settings.source, basis)
  const obstacle = adaptiveObstacle(settings)
  if (obstacle) throw invalidInput(obstacle, { adaptive: obstacle })
  const launched = await db.batch.count({ where: { projectId: project.id, state: { not: 'draft' } } })
  const stored = 'source' in given ? settings : { ...settings, source: chosenSource(start) }
  const plan = { settings: stored, computed: before.computed }
  await upsertDraft(project.id, { plan, name: `Batch ${launched + 1}` }, db)
  return settings
}

/** Creates the draft if there is none. Omitted choices stay. */
export async function changeDraft(
  actor: Actor,
  { slug, changes }: { slug: string; changes: PlanSettingsPatch },
): Promise<PlanSettings> {
  const { project } = await guardProject(actor, slug, 'admin')
  return inTransaction(prisma, (tx) => writeDraft(project, changes, tx))
}
