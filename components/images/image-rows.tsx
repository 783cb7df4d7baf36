import { ChangedDot, FileName, Thumbnail } from '@/components/kit/thumbnail'
import { Link } from '@/components/ui/link'
import { Table } from '@/components/ui/table'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { ImageLabels } from './image-labels'
import { SelectBox } from './image-selection'

export interface ImageListProps {
  slug: string
  images: ProjectImage[]
  openId: number | null
  addressOf: (imageId: number) => string
}

/** Images as rows, for images without files and for results of a run. */
export function ImageRows({ slug, images, openId, addressOf }: ImageListProps) {
  const hasPixels = images.some((image) => image.contentHash !== null)
  return (
    <Table label="Images" className="max-desk:block [&_td]:py-1.5">
      <thead className="max-desk:hidden">
        <tr>
          <th scope="col" className={hasPixels ? 'w-[280px]' : 'w-[260px]'}>
            Image
          </th>
          <th scope="col">Labels, scores and votes</th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {images.map((image) => (
          <tr
            key={image.id}
            aria-selected={image.id === openId || undefined}
            className="relative max-desk:block max-desk:h-auto [&:last-child>td]:max-desk:border-b-0"
          >
            <td className="max-desk:block max-desk:h-auto max-desk:border-b-0 max-desk:pb-0">
              <div className="flex items-center gap-2.5">
                <span className="relative z-10 empty:hidden">
                  <SelectBox id={image.id} name={image.fileName} />
                </span>
                <Link
                  href={addressOf(image.id)}
                  data-image={image.id}
                  aria-current={image.id === openId ? 'true' : undefined}
                  scroll={false}
                  prefetch={false}
                  className="flex min-w-0 items-center gap-2.5 after:absolute after:inset-0"
                >
                  {hasPixels && <Thumbnail slug={slug} image={image} className="size-12 shrink-0 rounded-[5px]" />}
                  <FileName name={image.fileName} />
                  {image.isChanged && <ChangedDot />}
                </Link>
              </div>
              {image.exclusion && <p className="text-second text-small">Excluded: {image.exclusion.reason}</p>}
            </td>
            {/* Without a maximum, long names of classes would make the table wider than the page. */}
            <td className="max-desk:block max-desk:h-auto desk:max-w-0">
              <ImageLabels image={image} most={8} hasNumbers />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
