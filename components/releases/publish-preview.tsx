'use client'

import { useQuery } from '@tanstack/react-query'
import { formError } from '@/components/kit/form-error'
import { CircleAlert, CircleCheck } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { previewKey, previewRelease } from '@/lib/client/releases'
import { ReleaseCard } from './release-card'

/** Disabled while `run` is null. */
export const usePreview = (slug: string, run: number | null) =>
  useQuery({
    queryKey: previewKey(slug, run ?? -1),
    queryFn: ({ signal }) => previewRelease(slug, run ?? -1, signal),
    enabled: run !== null,
    retry: false,
    staleTime: 10_000,
  })

export function PublishPreview({ slug, run }: { slug: string; run: number }) {
  const { data, error } = usePreview(slug, run)
  if (error) return <Notice tone="error">{formError(error).message}</Notice>
  if (!data)
    return (
      <div aria-busy className="flex flex-col gap-2" role="status" aria-label="Checking the run…">
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-40 w-full" />
      </div>
    )
  if (data.obstacle)
    return (
      <Notice tone="error" title="This run cannot be published">
        {data.obstacle}
      </Notice>
    )
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="Checks">
        <h3 className="mb-1.5 font-medium text-[13px]">Before you publish</h3>
        <ul className="flex flex-col gap-1 text-[13px]">
          <li className="flex gap-2">
            <CircleCheck aria-hidden size={16} className="mt-0.5 shrink-0 text-yes" />
            Votes, golden answers and candidates are as in run {run}.
          </li>
          <li className="flex gap-2">
            <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-maybe" />
            After publication, raters can no longer withdraw answers used in run {run}.
          </li>
          {data.limits.map((limit) => (
            <li key={limit} className="flex gap-2">
              <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-maybe" />
              {limit}
            </li>
          ))}
        </ul>
      </section>
      <details className="rounded-control border">
        <summary className="cursor-pointer px-3 py-2 font-medium text-[13px]">Preview of the data card</summary>
        {data.cardHtml && <ReleaseCard html={data.cardHtml} className="border-t px-3 py-2" />}
      </details>
    </div>
  )
}
