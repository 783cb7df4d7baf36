import type { SuggestionPage } from '@/lib/contracts/classes/suggestion'
import { countOutsideList, countSuggestions, findSuggestions } from '@/lib/db/classes/suggestion-query'
import type { SuggestionView } from '@/lib/domain/classes/suggestion'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

const pageSize = 50

export async function listSuggestions(
  actor: Actor,
  { slug, view }: { slug: string; view: SuggestionView },
): Promise<SuggestionPage> {
  const { project } = await guardProject(actor, slug, 'admin')
  const [{ askable, ...counts }, outsideList] = await Promise.all([
    countSuggestions(project.id),
    countOutsideList(project.id),
  ])
  const pageCount = Math.max(1, Math.ceil(counts[view.state] / pageSize))
  const page = Math.min(view.page, pageCount)
  const scope = { projectId: project.id, state: view.state }
  const rows = await findSuggestions(scope, { limit: pageSize, offset: (page - 1) * pageSize })
  const suggestions = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
  return { suggestions, page, pageCount, counts, outsideList, askable, asksAtOnce: project.asksSuggested }
}
