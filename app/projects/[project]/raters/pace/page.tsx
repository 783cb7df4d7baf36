import { PacePage } from '@/components/raters/pace-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readPace } from '@/lib/services/raters/read-pace'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.pace.title }

export default projectPage(projectPages.pace, async ({ actor, slug }) => (
  <PacePage slug={slug} pace={await readPace(actor, slug)} />
))
