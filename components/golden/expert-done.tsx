import { EmptyState } from '@/components/ui/empty-state'
import { CircleCheck, Images } from '@/components/ui/generated/icons'
import { LinkButton, MainLink } from '@/components/ui/link-button'
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
          title="The golden set is empty"
          action={<MainLink href={golden}>Go to the golden set</MainLink>}
        >
          Images appear here once an admin has drawn some.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<CircleCheck aria-hidden size={24} />}
          title="You have answered the whole golden set"
          action={
            <>
              {firstImageId !== null && (
                <LinkButton href={`/expert/${slug}/${firstImageId}`}>Review your answers</LinkButton>
              )}
              <LinkButton href={golden}>Go to the golden set</LinkButton>
              <MainLink href={`${golden}/disagreements`}>See disagreements</MainLink>
            </>
          }
        >
          {counted(total, 'image', 'images', 'en')}, all saved. An image comes back to you if a class is added to it.
        </EmptyState>
      )}
    </main>
  )
}
