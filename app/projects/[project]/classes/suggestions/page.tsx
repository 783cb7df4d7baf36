import { SuggestionsPage } from '@/components/classes/suggestions-page'
import { suggestionAddress } from '@/lib/domain/classes/suggestion'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listSuggestions } from '@/lib/services/classes/suggestions'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.suggestions.title }

export default projectPage({ ...projectPages.suggestions, view: suggestionAddress }, async ({ actor, slug, view }) => {
  const page = await listSuggestions(actor, { slug, view })
  return <SuggestionsPage slug={slug} view={{ ...view, page: page.page }} page={page} />
})
