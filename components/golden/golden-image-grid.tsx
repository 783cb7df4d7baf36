import { clsx } from 'clsx'
import { Pager } from '@/components/kit/pager'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Check, Plus } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import type { GoldenImagePage } from '@/lib/contracts/golden/golden'
import { goldenStateWord } from '@/lib/wording/golden'
import { wholeNumber } from '@/lib/wording/number'

const firstOfPage = (page: number) => (page - 1) * 120 + 1

/** The golden images in the order in which experts answer them. Each opens on the expert screen. */
export function GoldenImageGrid({ slug, page }: { slug: string; page: GoldenImagePage }) {
  const address = (number: number) => `/projects/${slug}/golden${number > 1 ? `?page=${number}` : ''}#images`
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(76px,1fr))] gap-1">
        {page.images.map((image, index) => {
          const place = wholeNumber(firstOfPage(page.page) + index)
          return (
            <li key={image.imageId}>
              <Link
                href={`/expert/${slug}/${image.imageId}`}
                prefetch={false}
                aria-label={`Image ${place}: ${goldenStateWord[image.state]}`}
                title={goldenStateWord[image.state]}
                className="relative block overflow-hidden rounded-[6px]"
              >
                <Thumbnail
                  slug={slug}
                  image={image}
                  className={clsx('w-full', image.state === 'done' && 'opacity-55')}
                />
                {image.state !== 'open' && (
                  <span
                    className={clsx(
                      'absolute right-1 bottom-1 grid size-5 place-items-center rounded-full',
                      image.state === 'done' ? 'bg-yes-soft text-yes' : 'bg-maybe-soft text-maybe',
                    )}
                  >
                    {image.state === 'done' ? <Check aria-hidden size={12} /> : <Plus aria-hidden size={12} />}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
      <Pager
        label="Pages of golden images"
        page={page.page}
        pageCount={page.pageCount}
        addressOf={address}
        className="mt-3"
      />
    </>
  )
}
