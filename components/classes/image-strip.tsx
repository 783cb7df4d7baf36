import { ImageLabels } from '@/components/images/image-labels'
import { ChangedDot, FileName, Thumbnail } from '@/components/kit/thumbnail'
import { Link } from '@/components/ui/link'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { counted } from '@/lib/wording/number'

interface ImageStripProps {
  slug: string
  title: string
  note?: string
  images: ProjectImage[]
  /** Number of all such images. */
  total: number
  href?: string
  empty: string
}

export function ImageStrip({ slug, title, note, images, total, href, empty }: ImageStripProps) {
  return (
    <section aria-label={title} className="mt-7">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold">
          {title} <span className="font-normal text-second tabular-nums">{counted(total, 'image')}</span>
        </h3>
        {href && total > 0 && (
          <Link
            href={href}
            aria-label={`Show all: ${title}`}
            className="py-1 font-medium text-accent text-small hover:underline touch:py-3.5"
          >
            Show all
          </Link>
        )}
        {note && <p className="w-full text-pretty text-second text-small">{note}</p>}
      </div>
      {images.length === 0 ? (
        <p className="text-second">{empty}</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(132px,1fr))] gap-x-1 gap-y-1">
          {images.map((image) => (
            <li key={image.id} className="relative min-w-0">
              <Thumbnail slug={slug} image={image} className="w-full rounded-[6px]" />
              <div className="flex flex-col gap-1 px-0.5 pt-1.5 pb-3">
                <Link
                  href={`/projects/${slug}/images?name=${encodeURIComponent(image.fileName)}&image=${image.id}`}
                  prefetch={false}
                  className="flex min-w-0 items-center gap-1.5 rounded-[4px] after:absolute after:inset-0"
                >
                  {image.isChanged && <ChangedDot />}
                  <FileName name={image.fileName} />
                </Link>
                <ImageLabels image={image} most={3} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
