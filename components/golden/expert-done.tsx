import { CircleCheck, Images } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { counted } from '@/lib/wording/number'

interface ExpertDoneProps {
  slug: string
  total: number
  firstImageId: number | null
}

export function ExpertDone({ slug, total, firstImageId }: ExpertDoneProps) {
  const golden = `/projects/${slug}/golden`
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">Golden set</h1>
      {total === 0 ? (
        <EmptyState
          icon={<Images aria-hidden size={24} />}
          title="No picture is golden yet"
          action={
            <LinkButton tone="main" href={golden}>
              To the golden set
            </LinkButton>
          }
        >
          Pictures stand here for you once an admin has drawn some.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<CircleCheck aria-hidden size={24} />}
          title="You have answered all golden pictures"
          action={
            <>
              {firstImageId !== null && (
                <LinkButton href={`/expert/${slug}/${firstImageId}`}>Look through them</LinkButton>
              )}
              <LinkButton href={golden}>To the golden set</LinkButton>
              <LinkButton tone="main" href={`${golden}/disagreements`}>
                See where experts differ
              </LinkButton>
            </>
          }
        >
          {counted(total, 'picture', 'pictures', 'en')}, all of them saved. A picture comes back to you when a class is
          added to it.
        </EmptyState>
      )}
    </main>
  )
}
