import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { ModelDetail } from '@/components/models/model-detail'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import { modelAddress } from '@/lib/domain/models/model-view'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { modelPage } from '@/lib/services/models/model-page'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: 'Model' }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; model: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ModelPage({ params, searchParams }: Props) {
  const [{ project: slug, model }, query] = await Promise.all([params, searchParams])
  const view = modelAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/models/${model}${modelAddress.write(view)}`)
  const modelId = addressId(model)
  if (modelId === null) notFound()
  const found = await ifAllowed(Promise.all([modelPage(actor, { slug, modelId, view }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [page, { jobs }] = found
  return <ModelDetail page={page} view={view} jobs={jobs} />
}
