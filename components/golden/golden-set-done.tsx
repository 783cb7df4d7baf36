'use client'

import { CircleCheck, Images } from '@/components/ui/generated/icons'
import { LinkButton, MainLink } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/page'
import type { AskingOrder } from '@/lib/domain/rating/answer-mode'
import { counted } from '@/lib/wording/number'

interface GoldenSetDoneProps {
  slug: string
  askingOrder: AskingOrder
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
export function GoldenSetDone({ slug, askingOrder, total, reviewHref }: GoldenSetDoneProps) {
  const golden = `/projects/${slug}/golden`
  if (total === 0)
    return (
      <EmptyState
        icon={<Images aria-hidden size={24} />}
        title={emptyText[askingOrder].title}
        action={<MainLink href={golden}>Go to the golden set</MainLink>}
      >
        {emptyText[askingOrder].text}
      </EmptyState>
    )
  return (
    <EmptyState
      takesFocus
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
      {askingOrder === 'image'
        ? `${counted(total, 'image')}, all saved. An image comes back to you if a class is added to it.`
        : `${counted(total, 'candidate')}, all saved. If a class is added to an image, you will be asked about it.`}
    </EmptyState>
  )
}

/** The page of an expert who has answered all images. */
export const ExpertDone = (props: Omit<GoldenSetDoneProps, 'askingOrder'>) => (
  <main className="grid min-h-dvh place-items-center">
    <h1 className="sr-only">Golden set</h1>
    <GoldenSetDone askingOrder="image" {...props} />
  </main>
)
