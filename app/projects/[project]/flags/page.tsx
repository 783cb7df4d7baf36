import { FlagList } from '@/components/images/flag-list'
import { flagAddress } from '@/lib/domain/images/image-flag'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listImageFlags } from '@/lib/services/images/image-flags'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.flags.title }

export default projectPage({ ...projectPages.flags, view: flagAddress }, async ({ actor, slug, view }) => {
  const page = await listImageFlags(actor, { slug, view })
  return <FlagList slug={slug} view={{ ...view, page: page.page }} page={page} />
})
