import { clsx } from 'clsx'
import { ChangedDot } from '@/components/kit/changed-dot'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { Link } from '@/components/ui/link'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { creditLine } from '@/lib/wording/images/credit'
import { ImageLabels } from './image-labels'
import { SelectBox } from './image-selection'
import { TileAnswers } from './tile-answers'

export interface ImageListProps {
  slug: string
  images: ProjectImage[]
  openId: number | null
  addressOf: (imageId: number) => string
}

function Tile({
  slug,
  image,
  isOpen,
  address,
}: {
  slug: string
  image: ProjectImage
  isOpen: boolean
  address: string
}) {
  const credit = creditLine(image)
  return (
    <li className="group relative min-w-0">
      <div
        className={clsx(
          'relative overflow-hidden rounded-[6px]',
          isOpen && 'outline-2 outline-accent outline-offset-1',
        )}
      >
        <Thumbnail slug={slug} image={image} className="w-full" />
        {/* The answers cover the picture only on hover or keyboard focus. */}
        <div className="absolute inset-0 flex flex-col justify-end gap-0.5 overflow-hidden *:first:ps-6 bg-[color-mix(in_srgb,var(--card)_92%,transparent)] p-2 opacity-0 transition-opacity duration-150 group-focus-within:opacity-100 group-hover:opacity-100">
          <TileAnswers pairs={image.pairs} />
        </div>
      </div>
      <div className="absolute start-1.5 top-1.5 z-10">
        <SelectBox id={image.id} name={image.fileName} />
      </div>
      <div className="flex flex-col gap-1 px-0.5 pt-1.5 pb-3">
        <Link
          href={address}
          data-image={image.id}
          scroll={false}
          prefetch={false}
          aria-current={isOpen ? 'true' : undefined}
          title={credit ?? undefined}
          className="flex min-w-0 items-center gap-1.5 after:absolute after:inset-0"
        >
          {image.isChanged && <ChangedDot />}
          <FileName name={image.fileName} />
        </Link>
        {image.exclusion && <p className="truncate text-second text-small">Excluded: {image.exclusion.reason}</p>}
        {credit && <p className="truncate text-second text-small">{credit}</p>}
        <ImageLabels image={image} most={3} />
      </div>
    </li>
  )
}

export function ImageGrid({ slug, images, openId, addressOf }: ImageListProps) {
  return (
    <ul aria-label="Images" className="grid grid-cols-[repeat(auto-fill,minmax(156px,1fr))] gap-x-1 gap-y-1">
      {images.map((image) => (
        <Tile key={image.id} slug={slug} image={image} isOpen={image.id === openId} address={addressOf(image.id)} />
      ))}
    </ul>
  )
}
