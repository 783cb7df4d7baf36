import { GoldenImagesPage } from '@/components/quality/golden-images-page'
import { goldenUseQuery } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readGoldenUses } from '@/lib/services/quality/golden-uses'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.goldenUses.title }

export default projectPage(projectPages.goldenUses, async ({ actor, slug, query }) => {
  const asked = goldenUseQuery.parse(query)
  const uses = await readGoldenUses(actor, { slug, ...asked })
  return <GoldenImagesPage slug={slug} uses={uses} use={asked.use} />
})
