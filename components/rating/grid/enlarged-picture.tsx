import { clsx } from 'clsx'
import { useWindowKeys } from '@/components/ui/use-window-keys'
import type { RatingTask } from '@/lib/contracts/rating/rating'

/** Longer side of the picture variant for screens, in pixels. */
const screenSide = 1_280

interface EnlargedPictureProps {
  image: RatingTask['image']
  label: string
  onEnlarge: (position: null) => void
}

/** Shows one picture over the page until Escape. Ignores the pointer, so that it never blocks a tap. */
export function EnlargedPicture({ image, label, onEnlarge }: EnlargedPictureProps) {
  useWindowKeys(({ key }) => key === 'Escape' && onEnlarge(null))
  const { width, height } = image
  const isLarge = Math.max(width ?? 0, height ?? 0) > screenSide
  const ratio = width && height ? width / height : null
  return (
    <div className="pointer-events-none fixed inset-0 z-30 bg-[color-mix(in_srgb,var(--sunken)_72%,transparent)] p-4 desk:p-10">
      <div className="grid size-full place-items-center [container-type:size]">
        <img
          src={`${image.url}${isLarge ? '?variant=screen' : ''}`}
          alt={label}
          // The box has the picture's shape, so that the ground of transparent parts shows nowhere else.
          style={
            ratio
              ? { aspectRatio: ratio, width: `min(100cqw, 100cqh * ${ratio}, max(${width}px, 60dvh * ${ratio}))` }
              : undefined
          }
          className={clsx(
            'rounded-card shadow-float',
            ratio ? 'picture-ground' : 'max-h-full max-w-full object-contain',
          )}
        />
      </div>
    </div>
  )
}
