import { TrainingTextsPage } from '@/components/quality/training-texts-page'
import { goldenUseQuery } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readTrainingTexts } from '@/lib/services/quality/training-texts'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.training.title }

export default projectPage(projectPages.training, async ({ actor, slug, query }) => {
  const { page } = goldenUseQuery.parse(query)
  return <TrainingTextsPage slug={slug} training={await readTrainingTexts(actor, { slug, page })} />
})
