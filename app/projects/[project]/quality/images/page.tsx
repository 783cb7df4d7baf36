import { GoldenImagesPage } from '@/components/quality/golden-images-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { goldenUseAddress } from '@/lib/domain/quality/quality-view'
import { readGoldenUses } from '@/lib/services/quality/golden-uses'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.goldenUses.title }

export default projectPage({ ...projectPages.goldenUses, view: goldenUseAddress }, async ({ actor, slug, view }) => {
  const uses = await readGoldenUses(actor, { slug, page: view.page, use: view.use ?? undefined })
  return <GoldenImagesPage slug={slug} uses={uses} use={view.use} />
})
