'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { includeImages, takeBackFromExperts } from '@/lib/client/images'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { ExcludeDialog } from './exclude-dialog'

interface ExclusionProps {
  slug: string
  image: ProjectImage
  run: { id: number; createdAt: string } | null
}

/** Why an image is excluded, by whom, and what of that a run knows; nothing for one that is not and was not. */
export function ExclusionNotice({ slug, image, run }: ExclusionProps) {
  const router = useRouter()
  const { exclusion, runExclusion } = image
  if (!exclusion)
    return runExclusion === null ? null : (
      <Notice tone="info" className="mt-3">
        Run {run?.id} left this image out, because it was excluded then. The next run has it again.
      </Notice>
    )
  return (
    <Notice tone="info" title="Excluded" className="mt-3">
      <q className="block">{exclusion.reason}</q>
      <p className="mt-1 text-second">
        {exclusion.by ?? 'Command line'}, <Moment at={exclusion.at} />
        {run && runExclusion === null && `. Run ${run.id} is older and still has it.`}
      </p>
      <div className="-ms-2 mt-1">
        <ConfirmedAction
          word="Include again"
          name={image.fileName}
          isInRow
          description="Its stopped tasks open again, and the next run has it again."
          confirm="Include image"
          act={() => includeImages(slug, { target: { images: [image.id] } })}
          onDone={() => router.refresh()}
        />
      </div>
    </Notice>
  )
}

/** Who sent candidates of an image to experts, and when, with a way to take it back; nothing once they are decided. */
export function SentNotice({ slug, image }: Pick<ExclusionProps, 'slug' | 'image'>) {
  const router = useRouter()
  const { sent } = image
  if (!sent) return null
  return (
    <Notice tone="info" title="Sent to experts" className="mt-3">
      <p className="text-second">
        {sent.by ?? 'Command line'}, <Moment at={sent.at} />
      </p>
      <div className="-ms-2 mt-1">
        <ConfirmedAction
          word="Take back from experts"
          name={image.fileName}
          isInRow
          description="Candidates that are not decided yet leave the front of the queue. Decisions stay."
          confirm="Take back"
          act={() => takeBackFromExperts(slug, { target: { images: [image.id] } })}
          onDone={() => router.refresh()}
        />
      </div>
    </Notice>
  )
}

/** Excludes the open image. */
export function ExcludeButton({ slug, image }: { slug: string; image: ProjectImage }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  if (image.exclusion) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Exclude
      </Button>
      {isOpen && (
        <ExcludeDialog
          slug={slug}
          target={{ images: [image.id] }}
          count={1}
          onClose={() => setOpen(false)}
          onDone={() => router.refresh()}
        />
      )}
    </>
  )
}
