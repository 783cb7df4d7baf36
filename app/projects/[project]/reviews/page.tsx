import { ReviewListPage } from '@/components/adjudication/review-list-page'
import { addressView, id } from '@/lib/domain/address-view'
import { canAdminister } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'
import { listReviews } from '@/lib/services/adjudication/reviews'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.reviews.title }

const page = { ...projectPages.reviews, view: addressView({ model: id() }) }

export default projectPage(page, async ({ actor, slug, view: { model: modelId } }) => {
  const { role } = await guardProject(actor, slug, 'expert')
  const list = await listReviews(actor, { slug, modelId })
  return <ReviewListPage slug={slug} list={list} modelId={modelId} isAdmin={canAdminister(role)} />
})
