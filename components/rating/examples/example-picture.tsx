import { clsx } from 'clsx'
import { useState } from 'react'
import { ImageOff } from '@/components/ui/generated/icons'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'

interface ExamplePictureProps {
  /** If undefined, the square stays empty. */
  example?: CreditedPicture | undefined
  alt: string
}

/** A square that reserves its space before the picture loads, and keeps it if loading fails. */
export function ExamplePicture({ example, alt }: ExamplePictureProps) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null)
  const hasFailed = example !== undefined && failedUrl === example.url
  return (
    <span
      className={clsx(
        'grid aspect-square w-full place-items-center overflow-hidden rounded-[5px] text-second',
        example ? 'bg-[color-mix(in_srgb,var(--text)_7%,transparent)]' : 'border border-line border-dashed',
      )}
    >
      {hasFailed && <ImageOff aria-hidden size={14} />}
      {example && !hasFailed && (
        <img
          key={example.url}
          src={example.url}
          alt={alt}
          draggable={false}
          decoding="async"
          onError={() => setFailedUrl(example.url)}
          className="size-full object-cover"
        />
      )}
    </span>
  )
}
