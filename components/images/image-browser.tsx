import { Pager } from '@/components/kit/pager'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { LinkButton, SmallLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { ImageCounts, ImageDetail, ImagePage } from '@/lib/contracts/images/image'
import { type ImageFilter, imageAddress, isFiltered, needsDisagreement } from '@/lib/domain/images/image-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { defaultDisagreement, defaultMargin } from '@/lib/domain/runs/image-doubt'
import { wholeNumber } from '@/lib/wording/number'
import { CountLink } from './count-link'
import { GridKeys, ImageBrowserKeys } from './image-browser-keys'
import { ImageDetailPanel } from './image-detail-panel'
import { ImageFilters } from './image-filters'
import { type ImageListProps, ImageRows } from './image-rows'
import { ImageSelection } from './image-selection'
import { ImageTile } from './image-tile'
import { ImageTotalProvider, ImageTotalText, ListAnnouncement, ListSentence, PageCountText } from './image-total'
import { LabelLegend } from './label-legend'

interface ImageBrowserProps {
  slug: string
  filter: ImageFilter
  page: ImagePage
  detail: ImageDetail | null
}

/** All images of a project, page by page. Its whole state is in the URL. */
export function ImageBrowser({ slug, filter, page, detail }: ImageBrowserProps) {
  const base = `/projects/${slug}/images`
  const to = (change: Partial<ImageFilter>) => `${base}${imageAddress.write({ ...filter, ...change })}`
  const query = imageAddress.write({ ...filter, page: 1, image: null })
  const hasPixels = page.images.some((image) => image.contentHash !== null)
  const List = hasPixels ? ImageGrid : ImageRows
  const pageAddress = (number: number) => to({ page: number, image: null })
  const keys = keyAddresses({ page, detail, to })
  const sentence = { isFiltered: isFiltered(filter), runId: page.run?.id ?? null }
  const pager = (label: string) => (
    <Pager
      label={label}
      page={page.page}
      pageCount={page.pageCount}
      counting={<PageCountText pageSize={page.pageSize} />}
      addressOf={pageAddress}
      isSilent
    />
  )
  return (
    <ImageTotalProvider slug={slug} query={query} page={{ total: page.total, readAt: page.readAt }}>
      <div className={detail ? 'xl:grid xl:grid-cols-[minmax(0,1fr)_400px] xl:gap-6' : undefined}>
        <div id="image-browser" className="min-w-0">
          <PageHeader
            title={projectPages.images.title}
            mark={page.hasSimulated && <SimulatedMark />}
            action={<ImageBrowserKeys {...keys} />}
          >
            <ListSentence {...sentence} />
          </PageHeader>
          <ListAnnouncement {...sentence} shown={rangeText(page)} />
          <div className="flex flex-col gap-2">
            {filter.image !== null && !detail && <GoneNotice id={filter.image} listAddress={to({ image: null })} />}
            {page.counts && <ImagePresets slug={slug} filter={filter} counts={page.counts} />}
            {(page.total !== 0 || isFiltered(filter)) && <ImageFilters slug={slug} filter={filter} page={page} />}
            {page.counts?.hasDoubt === false && needsDisagreement(filter) && (
              <OldRunNotice slug={slug} runId={page.run?.id} />
            )}
          </div>
          {page.images.length === 0 ? (
            <NoImages
              slug={slug}
              clearAddress={
                isFiltered(filter) ? `${base}${imageAddress.write({ ...imageAddress.initial, run: filter.run })}` : null
              }
            />
          ) : (
            <>
              <div className="flex min-h-13 flex-wrap items-center justify-between gap-2 py-2">
                <p className="text-second text-small tabular-nums">
                  {rangeText(page)}
                  <ImageTotalText />
                </p>
                {pager('Pages')}
              </div>
              <LabelLegend hasRun={page.run !== null} hasNumbers={!hasPixels} className="mb-3" />
              <ImageSelection
                key={imageAddress.write({ ...filter, image: null })}
                slug={slug}
                images={page.images.map(({ id, exclusion, sent }) => ({
                  id,
                  isExcluded: exclusion !== null,
                  isSent: sent !== null,
                }))}
                filtered={{ isExcluded: filter.isExcluded === true, isSent: filter.isSent === true }}
                query={query}
                isFiltered={isFiltered(filter)}
              >
                <GridKeys openId={filter.image}>
                  <List slug={slug} images={page.images} openId={filter.image} addressOf={(image) => to({ image })} />
                </GridKeys>
              </ImageSelection>
              <div className="flex justify-end pt-3">{pager('Pages, below the list')}</div>
            </>
          )}
        </div>
        {detail && (
          <ImageDetailPanel
            slug={slug}
            detail={detail}
            run={page.run}
            closeAddress={to({ image: null })}
            previousAddress={keys.previousImage}
            nextAddress={keys.nextImage}
          />
        )}
      </div>
    </ImageTotalProvider>
  )
}

/** The positions in the list of the images on a page. */
function rangeText({ page, pageSize, images }: ImagePage): string {
  const before = (page - 1) * pageSize
  return images.length > 0 ? `${wholeNumber(before + 1)}–${wholeNumber(before + images.length)}` : ''
}

function ImageGrid({ slug, images, openId, addressOf }: ImageListProps) {
  return (
    <ul aria-label="Images" className="grid grid-cols-[repeat(auto-fill,minmax(156px,1fr))] gap-x-1 gap-y-1">
      {images.map((image) => (
        <ImageTile
          key={image.id}
          slug={slug}
          image={image}
          isOpen={image.id === openId}
          address={addressOf(image.id)}
        />
      ))}
    </ul>
  )
}

interface KeyAddressesInput extends Pick<ImageBrowserProps, 'page' | 'detail'> {
  to: (change: Partial<ImageFilter>) => string
}

function keyAddresses({ page: { page, pageCount, pageSize }, detail, to }: KeyAddressesInput) {
  const pageAddress = (number: number) =>
    number < 1 || number > (pageCount ?? number) ? null : to({ page: number, image: null })
  /** With the page, so that the list follows the open image. */
  const stepAddress = (image: number | null | undefined, by: -1 | 1) => {
    if (!detail || image == null) return null
    const { position } = detail
    return to(position === null ? { image } : { image, page: Math.ceil((position + by) / pageSize) })
  }
  return {
    page,
    previous: pageAddress(page - 1),
    next: pageAddress(page + 1),
    openId: detail?.image.id ?? null,
    previousImage: stepAddress(detail?.previousId, -1),
    nextImage: stepAddress(detail?.nextId, 1),
    close: detail ? to({ image: null }) : null,
  }
}

function GoneNotice({ id, listAddress }: { id: number; listAddress: string }) {
  return (
    <Notice tone="info" action={<SmallLink href={listAddress}>Show the list</SmallLink>}>
      Image {id} is not in this project. It may have been removed since the link was made.
    </Notice>
  )
}

function OldRunNotice({ slug, runId }: { slug: string; runId: number | undefined }) {
  return (
    <Notice tone="info" action={<SmallLink href={`/projects/${slug}/aggregation`}>Aggregate again</SmallLink>}>
      Run {runId} was made before disagreement and distance from the threshold were stored, so you cannot filter or sort
      it by either.
    </Notice>
  )
}

/** `clearAddress` is the URL without filters. Null if no filter is set. */
function NoImages({ slug, clearAddress }: { slug: string; clearAddress: string | null }) {
  return clearAddress ? (
    <EmptyCard
      className="mt-4"
      title="No images match these filters"
      action={<LinkButton href={clearAddress}>Clear filters</LinkButton>}
    />
  ) : (
    <EmptyCard
      className="mt-4"
      title="No images yet"
      action={<LinkButton href={`/projects/${slug}/data`}>Import images</LinkButton>}
    >
      Import a folder, a zip or a list of addresses on the Data page.
    </EmptyCard>
  )
}

type ImagePresetsProps = Pick<ImageBrowserProps, 'slug' | 'filter'> & { counts: ImageCounts }

function ImagePresets({ slug, filter, counts }: ImagePresetsProps) {
  const ifKnown = (count: number) => (counts.hasDoubt ? count : null)
  const presets: Array<{ word: string; count: number | null; change: Partial<ImageFilter> }> = [
    { word: 'All', count: counts.all, change: {} },
    { word: 'Changed', count: counts.changed, change: { isChanged: true } },
    { word: 'No label', count: counts.withoutLabel, change: { labels: '0' } },
    { word: 'Several labels', count: counts.withSeveral, change: { labels: '2+' } },
    {
      word: 'Raters disagree',
      count: ifKnown(counts.disputed),
      change: { disagreement: defaultDisagreement, order: 'disagreement' },
    },
    {
      word: `Within ${defaultMargin} of the threshold`,
      count: ifKnown(counts.near),
      change: { margin: defaultMargin, order: 'threshold' },
    },
  ]
  const here = imageAddress.write({ ...filter, page: 1, image: null })
  return (
    <nav aria-label="Presets" className="-mx-1 flex gap-1.5 overflow-x-auto px-1 py-1">
      {presets.map(({ word, count, change }) => {
        const address = imageAddress.write({ ...imageAddress.initial, run: filter.run, ...change })
        const href = `/projects/${slug}/images${address}`
        return <CountLink key={word} href={href} word={word} count={count} isHere={address === here} />
      })}
    </nav>
  )
}
