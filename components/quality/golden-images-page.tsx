import { CountLink } from '@/components/images/count-link'
import { Pager } from '@/components/kit/pager'
import { Section } from '@/components/kit/section'
import { BadgeCheck } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { GoldenUsePage } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { type GoldenUse, goldenUses } from '@/lib/domain/quality/control-task-plan'
import { type GoldenUseView, goldenUseAddress } from '@/lib/domain/quality/quality-view'
import { counted } from '@/lib/wording/number'
import { goldenUseWord } from '@/lib/wording/quality'
import { GoldenUsePicker, UseDrawForm } from './golden-use'

interface GoldenImagesPageProps {
  slug: string
  uses: GoldenUsePage
  /** The use to filter by. Null: all uses. */
  use: GoldenUse | null
}

const explanation: Record<GoldenUse, string> = {
  hidden: 'hidden among other tasks',
  training: 'with explanations',
  test: 'for the qualification test',
}

export function GoldenImagesPage({ slug, uses, use }: GoldenImagesPageProps) {
  const { counts, unknownImages, images, page, pageCount } = uses
  const address = (wanted: Partial<GoldenUseView>) =>
    `/projects/${slug}/quality/images${goldenUseAddress.write({ use, ...wanted })}`
  const known = goldenUses.reduce((sum, one) => sum + counts.images[one], 0)
  return (
    <>
      <PageHeader title={projectPages.goldenUses.title}>
        Each golden image has one use, so that nobody is tested on an image they trained on.
      </PageHeader>
      {known === 0 ? (
        <EmptyCard
          icon={<BadgeCheck aria-hidden size={24} />}
          title="No golden image has expert answers yet"
          action={<MainLink href={`/projects/${slug}/golden`}>Golden set</MainLink>}
        >
          Draw a golden set and have experts answer it. Raters are checked against their answers.
        </EmptyCard>
      ) : (
        <>
          <dl className="grid grid-cols-1 gap-px overflow-hidden rounded-card border bg-line desk:grid-cols-3">
            {goldenUses.map((one) => (
              <div key={one} className="bg-card px-4 py-3">
                <dt className="text-second text-small">
                  {goldenUseWord[one]}, {explanation[one]}
                </dt>
                <dd className="mt-0.5 font-semibold text-question tabular-nums">
                  {counted(counts.images[one], 'image')}
                  <span className="font-normal text-second"> in {counted(counts.tasks[one], 'task')}</span>
                </dd>
              </div>
            ))}
          </dl>
          {unknownImages > 0 && (
            <p className="mt-2 text-second text-small">
              {counted(unknownImages, 'golden image has', 'golden images have')} no expert answer yet and{' '}
              {unknownImages === 1 ? 'is' : 'are'} not used.
            </p>
          )}
          <Section title="Assign uses at random">
            <UseDrawForm slug={slug} known={known} />
          </Section>
          <Section
            title="Assign by hand"
            note="Raters keep the tasks they already have. New tasks follow these uses."
            action={
              <nav aria-label="Use" className="flex flex-wrap gap-1.5">
                {([null, ...goldenUses] as const).map((one) => (
                  <CountLink
                    key={one ?? 'all'}
                    href={address({ use: one })}
                    word={one ? goldenUseWord[one] : 'All'}
                    count={one ? counts.images[one] : known}
                    isHere={one === use}
                  />
                ))}
              </nav>
            }
          >
            {images.length === 0 ? (
              <p className="text-second">No images have this use.</p>
            ) : (
              <GoldenUsePicker key={`${use}-${page}`} slug={slug} images={images} />
            )}
            <Pager
              label="Pages of golden images"
              page={page}
              pageCount={pageCount}
              addressOf={(number) => address({ page: number })}
              className="mt-3"
            />
          </Section>
        </>
      )}
    </>
  )
}
