import { LanguagesPage } from '@/components/classes/languages-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readLanguages } from '@/lib/services/classes/languages'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.languages.title }

export default projectPage(projectPages.languages, async ({ actor, slug }) => (
  <LanguagesPage slug={slug} languages={await readLanguages(actor, slug)} />
))
