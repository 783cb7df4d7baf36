import { Moment } from '@/components/kit/moment'
import { StepLink } from '@/components/kit/pager'
import { PhotoCredit } from '@/components/kit/photo-credit'
import { RaterRowLink } from '@/components/kit/row-link'
import { ChangedDot } from '@/components/kit/thumbnail'
import { Chip } from '@/components/ui/chip'
import { ChevronLeft, ChevronRight, Flag, X } from '@/components/ui/generated/icons'
import type { ImageDetail } from '@/lib/contracts/images/image'
import type { RaterFlag } from '@/lib/contracts/images/image-flag'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { creditLine } from '@/lib/wording/images/credit'
import { flagKindWord } from '@/lib/wording/images/flag'
import { wholeNumber } from '@/lib/wording/number'
import { SetLabelButton } from './hand-label'
import { ExcludeButton, ExclusionNotice, SentNotice } from './image-notices'
import { ImageTotalText } from './image-total'
import { LabelChip } from './label-chip'
import { labelOrder } from './label-order'
import { PairDetail } from './pair-detail'
import { PanelPicture } from './panel-picture'

interface ImageDetailPanelProps {
  slug: string
  detail: ImageDetail
  run: RunSummary | null
  closeAddress: string
  previousAddress: string | null
  nextAddress: string | null
}

const quiet = { tone: 'quiet', scroll: false } as const

/** Without the credit, which is shown below the picture, where it has more room. */
const pictureOf = ({ id, contentHash, width, height }: ImageDetail['image']) => ({
  ...{ id, contentHash, width, height },
  ...{ credit: null, creditUrl: null, license: null },
})

export function ImageDetailPanel(props: ImageDetailPanelProps) {
  const { slug, detail, run, closeAddress, previousAddress, nextAddress } = props
  const { image, position } = detail
  const hasSimulated = detail.facts.some((pair) => pair.votes.some((vote) => vote.isSimulated))
  return (
    <aside
      id="image-detail"
      tabIndex={-1}
      aria-label={`Image ${image.fileName}`}
      className="fixed inset-0 z-30 overflow-y-auto bg-card outline-none desk:inset-y-0 desk:start-auto desk:end-0 desk:w-[420px] desk:border-s desk:shadow-float xl:sticky xl:top-7 xl:z-0 xl:h-[calc(100dvh-56px)] xl:w-auto xl:rounded-card xl:border xl:shadow-none xl:has-[[data-full]]:z-40"
    >
      <div className="sticky top-0 z-10 flex h-11 items-center gap-1 border-b bg-card ps-4 pe-1.5">
        <p className="min-w-0 flex-1 truncate text-second text-small tabular-nums">
          {position === null ? (
            'Not in the filtered list'
          ) : (
            <>
              {wholeNumber(position)}
              <ImageTotalText />
            </>
          )}
        </p>
        <StepLink href={previousAddress} word="Previous image" {...quiet} icon={ChevronLeft} />
        <StepLink href={nextAddress} word="Next image" {...quiet} icon={ChevronRight} />
        <StepLink href={closeAddress} word="Close image" {...quiet} icon={X} />
      </div>
      {image.contentHash && <PanelPicture key={image.id} slug={slug} image={pictureOf(image)} />}
      <div className="px-4 pt-3 pb-5">
        <h2 className="break-all font-semibold text-question">{image.fileName}</h2>
        <p className="mt-0.5 text-second text-small empty:hidden [overflow-wrap:anywhere]">
          {creditLine(image) !== null && <PhotoCredit image={image} />}
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          {image.isChanged && (
            <Chip tone="accent">
              <span className="flex items-center gap-1.5">
                <ChangedDot />
                <span aria-hidden>Changed</span>
              </span>
            </Chip>
          )}
          {image.original ? (
            <>
              <span className="text-second text-small">Original label</span>
              <LabelChip label={image.original} status="open" isOriginal />
            </>
          ) : (
            <span className="text-second text-small">No original label</span>
          )}
        </div>
        <ExclusionNotice slug={slug} image={image} run={run} />
        <SentNotice slug={slug} image={image} />
        <div className="mt-3 flex flex-wrap gap-2">
          <SetLabelButton slug={slug} image={image} />
          <ExcludeButton slug={slug} image={image} />
        </div>
        <ImageFlagList slug={slug} flags={detail.flags} />
        {hasSimulated && <p className="mt-2 text-maybe text-small">Some of these votes are simulated.</p>}
        {image.pairs.length === 0 ? (
          <p className="mt-4 text-second">Raters were not asked about this image.</p>
        ) : (
          <ul className="mt-3">
            {labelOrder(image.pairs).map((pair) => (
              <PairDetail
                key={pair.candidateId}
                slug={slug}
                image={image}
                pair={pair}
                facts={detail.facts.find(({ candidateId }) => candidateId === pair.candidateId)}
                run={image.isChanged === null ? null : run}
              />
            ))}
          </ul>
        )}
      </div>
    </aside>
  )
}

/** Raters' reports on an image. Renders nothing if there are none. */
function ImageFlagList({ slug, flags }: { slug: string; flags: RaterFlag[] }) {
  if (flags.length === 0) return null
  return (
    <ul aria-label="Flags" className="mt-3 flex flex-col gap-2 border-t pt-3">
      {flags.map(({ raterId, kinds, comment, createdAt, settledAt }) => (
        <li key={raterId} className="text-small">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Flag aria-hidden size={14} className="text-maybe" />
            {kinds.map((kind) => (
              <Chip key={kind} tone="maybe">
                {flagKindWord[kind]}
              </Chip>
            ))}
            {kinds.length === 0 && <span>Comment</span>}
            <span className="text-second">
              <RaterRowLink slug={slug} id={raterId} isPlain />, <Moment at={createdAt} />
              {settledAt ? ', resolved' : ', open'}
            </span>
          </span>
          {comment && <p className="mt-1 whitespace-pre-wrap break-words">{comment}</p>}
        </li>
      ))}
    </ul>
  )
}
