import type { Metadata } from 'next'
import { ImageBrowser } from '@/components/images/image-browser'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { AppError } from '@/lib/errors'
import { listImages } from '@/lib/services/images/list-images'
import { readImageDetail } from '@/lib/services/images/read-image-detail'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.images.title }
export const dynamic = 'force-dynamic'

const pageSize = 60

/** A link to a removed image still opens the list, with a message. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  })
}

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<AddressQuery>
}

export default async function ImagesPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const filter = imageAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/images${imageAddress.write(filter)}`)
  const found = await ifAllowed(
    Promise.all([
      listImages(actor, { slug, filter, pageSize }),
      filter.image === null ? null : unlessMissing(readImageDetail(actor, { slug, filter, imageId: filter.image })),
    ]),
  )
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [{ filter: held, ...page }, detail] = found
  return <ImageBrowser slug={slug} filter={held} page={page} detail={detail} />
}
