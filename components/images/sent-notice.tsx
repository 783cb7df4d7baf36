'use client'

import { takeBackFromExperts } from '@/lib/client/images'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { TakenBackNotice } from './taken-back-notice'

/** Says who sent an image's candidates to experts, with a button to withdraw them. Empty once decided. */
export function SentNotice({ slug, image }: { slug: string; image: ProjectImage }) {
  if (!image.sent) return null
  return (
    <TakenBackNotice
      title="Sent to experts"
      done={image.sent}
      back={{
        word: 'Take back from experts',
        name: image.fileName,
        description: 'Candidates that are not decided yet lose their place at the front of the queue. Decisions stay.',
        confirm: 'Take back',
        act: () => takeBackFromExperts(slug, { target: { images: [image.id] } }),
      }}
    />
  )
}
