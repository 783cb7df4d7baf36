import { TrainingTextsPage } from '@/components/quality/training-texts-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { trainingAddress } from '@/lib/domain/quality/quality-view'
import { readTrainingTexts } from '@/lib/services/quality/training-texts'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.training.title }

export default projectPage({ ...projectPages.training, view: trainingAddress }, async ({ actor, slug, view }) => (
  <TrainingTextsPage slug={slug} training={await readTrainingTexts(actor, { slug, ...view })} />
))
