import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { EmptyCard } from '@/components/ui/empty-state'
import { ArrowLeftRight } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ComparisonClasses } from './comparison-classes'
import { DifferenceList, type DifferenceListProps } from './difference-list'
import { Figure } from './figure'
import { GoldenSides } from './golden-sides'
import { RunTable } from './run-table'

export function Comparison({ slug, comparison, change, isGolden }: DifferenceListProps) {
  const { a, b, gained, lost, imageCount, classes, classCount, golden, goldenObstacle } = comparison
  const base = `/projects/${slug}/aggregation`
  return (
    <>
      <PageHeader
        title={`Run ${a.id} versus run ${b.id}`}
        action={
          <>
            {comparison.hasSimulated && <SimulatedMark />}
            <LinkButton href={`${base}/compare?a=${b.id}&b=${a.id}`}>
              <ArrowLeftRight aria-hidden size={16} />
              Swap
            </LinkButton>
            <LinkButton href={base}>All runs</LinkButton>
          </>
        }
      >
        {gained + lost === 0
          ? 'Both keep the same labels.'
          : `${counted(gained + lost, 'label differs', 'labels differ', 'en')} on ${counted(imageCount, 'image', 'images', 'en')}: run ${b.id} adds ${wholeNumber(gained, 'en')} and drops ${wholeNumber(lost, 'en')}.`}
      </PageHeader>
      <RunTable slug={slug} runs={[a, b]} />
      <Section title="Compared with golden answers">
        {golden ? (
          <GoldenSides a={a} b={b} golden={golden} />
        ) : (
          <p className="rounded-card border bg-card px-4 py-3 text-second">{goldenObstacle}</p>
        )}
      </Section>
      {gained + lost > 0 ? (
        <>
          <Section
            title="By class"
            note={
              classCount > classes.length
                ? `The ${classes.length} of ${wholeNumber(classCount, 'en')} classes with the most differences.`
                : `All ${counted(classCount, 'class', 'classes', 'en')} with differences.`
            }
          >
            <ComparisonClasses
              classes={classes.map(({ class: { name, index }, ...counts }) => ({
                name,
                href: index === null ? null : `/projects/${slug}/images?run=${b.id}&class=${index}`,
                ...counts,
              }))}
            />
          </Section>
          <DifferenceList slug={slug} comparison={comparison} change={change} isGolden={isGolden} />
        </>
      ) : (
        <Section title="Labels that differ">
          <EmptyCard title="No differences">
            <dl>
              <Figure name="Labels of both">{wholeNumber(a.labelCount, 'en')}</Figure>
            </dl>
          </EmptyCard>
        </Section>
      )}
    </>
  )
}
