'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { DialogButton } from '@/components/kit/dialog-form'
import { Moment } from '@/components/kit/moment'
import { Notice } from '@/components/ui/notice'
import { includeImages, takeBackFromExperts } from '@/lib/client/images'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { ExcludeDialog } from './exclude-dialog'

interface ExclusionProps {
  slug: string
  image: ProjectImage
  run: { id: number; createdAt: string } | null
}

/** Says why and by whom an image is excluded, and whether the run knew. Empty for one that never was. */
export function ExclusionNotice({ slug, image, run }: ExclusionProps) {
  const { exclusion, runExclusion } = image
  if (!exclusion)
    return runExclusion === null ? null : (
      <Notice tone="info" className="mt-3">
        Run {run?.id} left this image out because it was excluded at the time. The next run will include it.
      </Notice>
    )
  return (
    <TakenBackNotice
      title="Excluded"
      done={exclusion}
      reason={<q className="block">{exclusion.reason}</q>}
      more={run && runExclusion === null && `. Run ${run.id} is older and still includes it.`}
      back={{
        word: 'Include again',
        name: image.fileName,
        description: 'Its stopped tasks open again, and the next run includes it.',
        confirm: 'Include image',
        act: () => includeImages(slug, { target: { imageIds: [image.id] } }),
      }}
    />
  )
}

export function ExcludeButton({ slug, image }: { slug: string; image: ProjectImage }) {
  const router = useRouter()
  if (image.exclusion) return null
  return (
    <DialogButton
      size="small"
      dialog={(close) => (
        <ExcludeDialog
          slug={slug}
          target={{ imageIds: [image.id] }}
          count={1}
          onClose={close}
          onDone={() => router.refresh()}
        />
      )}
    >
      Exclude
    </DialogButton>
  )
}

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
        act: () => takeBackFromExperts(slug, { target: { imageIds: [image.id] } }),
      }}
    />
  )
}

interface TakenBackNoticeProps {
  title: string
  /** Who did it and when. `by` is null for the command line. */
  done: { by: string | null; at: string }
  reason?: ReactNode
  more?: ReactNode
  back: { word: string; name: string; description: string; confirm: string; act: () => Promise<unknown> }
}

function TakenBackNotice({ title, done, reason, more, back }: TakenBackNoticeProps) {
  return (
    <Notice tone="info" title={title} className="mt-3">
      {reason}
      <p className="mt-1 text-second first:mt-0">
        {done.by ?? 'Command line'}, <Moment at={done.at} />
        {more}
      </p>
      <div className="-ms-2 mt-1">
        <ConfirmedAction {...back} isInRow />
      </div>
    </Notice>
  )
}
