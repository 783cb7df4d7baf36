import { ReviewListPage } from '@/components/adjudication/review-list-page'
import { addressView, id } from '@/lib/domain/address-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listReviews } from '@/lib/services/adjudication/reviews'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.reviews.title }

const page = { ...projectPages.reviews, view: addressView({ model: id() }) }

export default projectPage(page, async ({ actor, slug, view: { model: modelId }, isAdmin }) => {
  const list = await listReviews(actor, { slug, modelId })
  return <ReviewListPage slug={slug} list={list} modelId={modelId} isAdmin={isAdmin} />
})
