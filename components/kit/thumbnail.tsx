'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { FileImage, ImageOff } from '@/components/ui/generated/icons'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { creditLine } from '@/lib/wording/images/credit'

interface ThumbnailProps {
  slug: string
  image: Pick<ProjectImage, 'contentHash' | 'credit' | 'license'>
  className?: string
}

/** A square picture with its credit as a tooltip, or an icon if the picture is missing. */
export function Thumbnail({ slug, image, className }: ThumbnailProps) {
  const [isMissing, setMissing] = useState(false)
  if (image.contentHash && !isMissing)
    return (
      <img
        // The image may have failed before React attached its handlers.
        ref={(drawn) => {
          if (drawn?.complete && drawn.naturalWidth === 0) setMissing(true)
        }}
        onError={() => setMissing(true)}
        src={`/api/projects/${slug}/images/${image.contentHash}?variant=thumb`}
        alt=""
        // Otherwise the tooltip would be read as the name of the picture and of a link around it.
        aria-hidden
        title={creditLine(image) ?? undefined}
        loading="lazy"
        decoding="async"
        className={clsx('aspect-square bg-sunken object-cover', className)}
      />
    )
  const Icon = isMissing ? ImageOff : FileImage
  return (
    <span
      title={isMissing ? 'The image did not load' : undefined}
      className={clsx('grid aspect-square place-items-center bg-sunken text-second', className)}
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} />
    </span>
  )
}

/** A file name that is truncated before its distinguishing end. */
export function FileName({ name }: { name: string }) {
  const end = name.slice(-16)
  return (
    <span title={name} className="flex min-w-0 text-[13px] tabular-nums">
      <span className="truncate">{name.slice(0, -16)}</span>
      <span className="shrink-0 whitespace-pre">{end}</span>
    </span>
  )
}

export function ChangedDot() {
  return (
    <span
      title="Differs from the original label"
      className="size-2 shrink-0 rounded-full bg-accent forced-color-adjust-none"
    >
      <span className="sr-only">Changed. </span>
    </span>
  )
}
