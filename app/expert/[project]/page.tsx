import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ExpertDone } from '@/components/golden/expert-done'
import { requirePageActor } from '@/lib/auth/page-actor'
import { AppError } from '@/lib/errors'
import { browseGoldenImages } from '@/lib/services/golden/browse-golden-images'

export const metadata: Metadata = { title: 'Golden set' }
export const dynamic = 'force-dynamic'

function missing(reason: unknown): never {
  if (reason instanceof AppError && (reason.code === 'not-found' || reason.code === 'forbidden')) notFound()
  throw reason
}

/** Leads to the first picture that wants the expert's answers. */
export default async function ExpertPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/expert/${slug}`)
  const { progress, nextImageId, images } = await browseGoldenImages(actor, { slug, page: 1 }).catch(missing)
  if (nextImageId !== null) redirect(`/expert/${slug}/${nextImageId}`)
  return <ExpertDone slug={slug} total={progress.total} firstImageId={images[0]?.imageId ?? null} />
}
