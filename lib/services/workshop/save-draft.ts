import type { PlanSettingsPatch, Workshop } from '@/lib/contracts/workshop'
import type { Actor } from '@/lib/domain/permissions'
import { changeDraft } from './change-draft'
import { readWorkshop } from './read-workshop'

/** Changes choices of the project's draft, which is made by the first of them. What is left out stays. */
export async function saveDraft(
  actor: Actor,
  { slug, changes }: { slug: string; changes: PlanSettingsPatch },
): Promise<Workshop> {
  await changeDraft(actor, { slug, changes })
  return readWorkshop(actor, slug)
}
