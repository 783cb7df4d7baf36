import { useTranslations } from 'next-intl'
import { ExamplePicture } from '@/components/rating/examples/example-picture'
import { CommandKey } from '@/components/rating/key-map'
import type { RatingScreenParts } from '@/components/rating/use-rating-screen'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'
import { creditLine } from '@/lib/wording/images/credit'
import { CandidateFacts } from './candidate-facts'

const tool =
  'inline-flex h-6 touch:h-11 items-center gap-1.5 rounded-[4px] font-medium text-accent text-small hover:underline disabled:opacity-50 disabled:no-underline'

export function CandidateDetail({ screen, candidates }: { screen: RatingScreenParts; candidates: RatingCandidate[] }) {
  const { examples, toggleTray } = screen
  const t = useTranslations('candidate')
  const position = screen.rating.session.active
  const candidate = candidates[position]
  const onExamples = () => toggleTray('examples')
  return (
    <section
      aria-label={t('about')}
      data-waiting={!screen.rating.isImageThere || undefined}
      className="@container-[size] flex min-h-[var(--detail)] flex-1 flex-col border-line border-t px-5 pt-2.5 pb-2 tight:hidden data-waiting:*:invisible"
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        {candidate ? (
          <CandidateFacts candidate={candidate} />
        ) : (
          <p className="text-[13px] text-second">
            {t('allAnswered', { count: candidates.length })}{' '}
            {screen.canAnswer && t.rich('submits', { key: () => <CommandKey command="submit" isRead /> })}
          </p>
        )}
      </div>
      {candidate && (
        <>
          <p className="mt-1 flex shrink-0 items-center gap-4">
            {examples.isWanted && (
              <button type="button" className={tool} onClick={onExamples}>
                {t('examples')}
                <CommandKey command="examples" className="touch:hidden" />
              </button>
            )}
            {candidates.length > 1 && (
              <button type="button" className={tool} onClick={() => toggleTray('compare')}>
                {t('compare')}
                <CommandKey command="compare" className="touch:hidden" />
              </button>
            )}
          </p>
          {examples.isWanted && (
            <div className="h-[44px] shrink-0 [@container_(max-height:140px)]:hidden [@container_(min-height:380px)]:h-[168px]">
              <ExamplesStrip
                name={candidate.name}
                examples={examples.of(position)}
                isPending={examples.isPending}
                onOpen={onExamples}
              />
            </div>
          )}
        </>
      )}
    </section>
  )
}

interface ExamplesStripProps {
  name: string
  examples: readonly CreditedPicture[]
  isPending: boolean
  onOpen: () => void
}

/** Nine small pictures in a row of fixed height, or in two rows if there is room. A click enlarges them. */
function ExamplesStrip({ name, examples, isPending, onOpen }: ExamplesStripProps) {
  const t = useTranslations('candidate')
  if (!isPending && examples.length === 0) return <p className="pt-1 text-second text-small">{t('noExamples')}</p>
  const credits = [...new Set(examples.map(creditLine).filter(Boolean))].join('; ')
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t('examplesOf', { name })}
      title={credits ? t('photosBy', { credits }) : undefined}
      onClick={onOpen}
      className="grid h-full w-full grid-cols-9 content-center gap-1 [@container_(min-height:380px)]:grid-cols-5"
    >
      {Array.from({ length: examplesPerClass }, (_, index) =>
        examples[index] || isPending ? (
          <ExamplePicture
            // biome-ignore lint/suspicious/noArrayIndexKey: a square is identified by its index
            key={index}
            example={examples[index]}
            alt=""
          />
        ) : null,
      )}
    </button>
  )
}
