import { CircleCheck, Images } from '@/components/ui/generated/icons'
import { LinkButton, MainLink } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/page'
import type { ExpertWay } from '@/lib/domain/golden/expert-way'
import { counted } from '@/lib/wording/number'

interface GoldenSetDoneProps {
  slug: string
  way: ExpertWay
  /** Number of images, or of candidates when answering class first. */
  total: number
  /** Null if there is nothing to review. */
  reviewHref: string | null
}

const emptyText = {
  image: {
    title: 'The golden set is empty',
    text: 'Images appear here once an admin has drawn some.',
  },
  class: {
    title: 'The golden set has no candidates',
    text: 'Candidates appear here once an admin has drawn images for which models propose classes.',
  },
}

/** Says that an expert has nothing left to answer, and links to what can be done instead. */
export function GoldenSetDone({ slug, way, total, reviewHref }: GoldenSetDoneProps) {
  const golden = `/projects/${slug}/golden`
  if (total === 0)
    return (
      <EmptyState
        icon={<Images aria-hidden size={24} />}
        title={emptyText[way].title}
        action={<MainLink href={golden}>Go to the golden set</MainLink>}
      >
        {emptyText[way].text}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<CircleCheck aria-hidden size={24} />}
      title="You have answered the whole golden set"
      action={
        <>
          {reviewHref !== null && <LinkButton href={reviewHref}>Review your answers</LinkButton>}
          <LinkButton href={golden}>Go to the golden set</LinkButton>
          <MainLink href={`${golden}/disagreements`}>See disagreements</MainLink>
        </>
      }
    >
      {way === 'image'
        ? `${counted(total, 'image')}, all saved. An image comes back to you if a class is added to it.`
        : `${counted(total, 'candidate')}, all saved. If a class is added to an image, you will be asked about it.`}
    </EmptyState>
  )
}

/** The page of an expert who has answered all images. */
export const ExpertDone = (props: Omit<GoldenSetDoneProps, 'way'>) => (
  <main className="grid min-h-dvh place-items-center">
    <h1 className="sr-only">Golden set</h1>
    <GoldenSetDone way="image" {...props} />
  </main>
)
