import { ImageBrowser } from '@/components/images/image-browser'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { AppError } from '@/lib/errors'
import { listImages, readImageDetail } from '@/lib/services/images/read-images'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.images.title }

const pageSize = 60

/** A link to a removed image still opens the list, with a message. */
async function nullIfMissing<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  })
}

export default projectPage({ ...projectPages.images, view: imageAddress }, async ({ actor, slug, view: filter }) => {
  const [{ filter: held, ...page }, detail] = await Promise.all([
    listImages(actor, { slug, filter, pageSize }),
    filter.image === null ? null : nullIfMissing(readImageDetail(actor, { slug, filter, imageId: filter.image })),
  ])
  return <ImageBrowser slug={slug} filter={held} page={page} detail={detail} />
})
