'use client'

import { useRouter } from 'next/navigation'
import { DialogButton } from '@/components/kit/dialog-form'
import { Notice } from '@/components/ui/notice'
import { includeImages } from '@/lib/client/images'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { ExcludeDialog } from './exclude-dialog'
import { TakenBackNotice } from './taken-back-notice'

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
        act: () => includeImages(slug, { target: { images: [image.id] } }),
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
          target={{ images: [image.id] }}
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
