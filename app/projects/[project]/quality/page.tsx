import { QualityPage } from '@/components/quality/quality-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { qualityAddress } from '@/lib/domain/quality/quality-view'
import { readQuality } from '@/lib/services/quality/read-quality'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.quality.title }

export default projectPage({ ...projectPages.quality, view: qualityAddress }, async ({ actor, slug, view }) => (
  <QualityPage slug={slug} overview={await readQuality(actor, slug)} view={view} />
))
