import { ImageBrowser } from '@/components/images/image-browser'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listImages, readImageDetail } from '@/lib/services/images/read-images'
import { nullIf, projectPage } from '../project-page'

export const metadata = { title: projectPages.images.title }

const pageSize = 60

export default projectPage({ ...projectPages.images, view: imageAddress }, async ({ actor, slug, view: filter }) => {
  const [{ filter: held, ...page }, detail] = await Promise.all([
    listImages(actor, { slug, filter, pageSize }),
    // A link to a removed image still opens the list, with a message.
    filter.image === null ? null : nullIf('not-found', readImageDetail(actor, { slug, filter, imageId: filter.image })),
  ])
  return <ImageBrowser slug={slug} filter={held} page={page} detail={detail} />
})
