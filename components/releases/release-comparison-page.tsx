import { type Column, DataTable, nameColumn, numberColumn } from '@/components/kit/data-table'
import { RaterRowLink } from '@/components/kit/row-link'
import { Section, TextCard } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { ComparisonClasses } from '@/components/runs/comparison-classes'
import { DifferenceBar, differenceColumns } from '@/components/runs/difference-bar'
import { Chip } from '@/components/ui/chip'
import { ArrowDown, ArrowLeftRight, ArrowUp } from '@/components/ui/generated/icons'
import { Link, LinkButton, TextLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import type { ComparedRater, ReleaseComparison, ReleaseDifference } from '@/lib/contracts/releases/release-comparison'
import { type ReleaseComparisonView, releaseComparisonAddress } from '@/lib/domain/releases/release-comparison-view'
import { valueText } from '@/lib/wording/chart'
import { accuracyText } from '@/lib/wording/models'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ReleaseTable } from './release-table'

interface ComparisonProps {
  slug: string
  comparison: ReleaseComparison
  view: ReleaseComparisonView
}

function summary({ a, b, gained, lost, imageCount, newImages, goneImages }: ReleaseComparison): string {
  const labels =
    gained + lost === 0
      ? 'Both keep the same labels.'
      : `${counted(gained + lost, 'label differs', 'labels differ')} on ${counted(imageCount, 'image')}: release ${b.version} adds ${wholeNumber(gained)} and drops ${wholeNumber(lost)}.`
  const images = [
    ...(newImages > 0 ? [`${counted(newImages, 'image')} only in release ${b.version}`] : []),
    ...(goneImages > 0 ? [`${counted(goneImages, 'image')} only in release ${a.version}`] : []),
  ]
  return images.length > 0 ? `${labels} Not compared: ${images.join(', ')}.` : labels
}

/** Differences between two releases, read from the releases themselves. */
export function ReleaseComparisonPage({ slug, comparison, view }: ComparisonProps) {
  const { a, b, classes, classCount, raters, raterCount, models, skillMeaning } = comparison
  const base = `/projects/${slug}/releases`
  return (
    <>
      <PageHeader
        title={`Release ${a.version} versus release ${b.version}`}
        action={
          <>
            {(a.hasSimulated || b.hasSimulated) && <SimulatedMark />}
            <LinkButton href={`${base}/compare${releaseComparisonAddress.write({ a: b.version, b: a.version })}`}>
              <ArrowLeftRight aria-hidden size={16} />
              Swap
            </LinkButton>
            <LinkButton href={base}>All releases</LinkButton>
          </>
        }
      >
        {summary(comparison)}
      </PageHeader>
      <ReleaseTable slug={slug} releases={[a, b]} />
      <Section
        title="By class"
        note={
          classCount > classes.length
            ? `The ${classes.length} of ${wholeNumber(classCount)} classes with the most differences.`
            : undefined
        }
      >
        {classes.length > 0 ? (
          <ComparisonClasses
            classes={classes.map(({ index, ...rest }) => ({
              ...rest,
              href: releaseComparisonLink(slug, { ...view, page: 1, classIndex: index, change: null }),
            }))}
          />
        ) : (
          <TextCard>No labels differ in any class.</TextCard>
        )}
      </Section>
      <ReleaseDifferences slug={slug} comparison={comparison} view={view} />
      <Section
        title="Raters"
        note={`${
          raterCount > raters.length
            ? `The ${raters.length} of ${wholeNumber(raterCount)} raters with the largest change.`
            : 'Largest change first.'
        } ${skillMeaning === null ? 'The two methods measure raters differently, so skill is not compared.' : `Skill: ${skillMeaning}`}`}
      >
        <ComparedRaters slug={slug} comparison={comparison} />
      </Section>
      <Section
        title="Models"
        note="By reassessed accuracy with the labels of each release. Ranks that change depend on the labels used."
      >
        {models.length > 0 ? (
          <ComparedModels comparison={comparison} />
        ) : (
          <TextCard>
            No model has been scored with the labels of both. Score them under{' '}
            <TextLink href={`/projects/${slug}/models`}>Models</TextLink>.
          </TextCard>
        )}
      </Section>
    </>
  )
}

type Model = ReleaseComparison['models'][number]

function Move({ before, after }: { before: number; after: number }) {
  if (before === after) return <span className="text-second">unchanged</span>
  const Icon = after < before ? ArrowUp : ArrowDown
  const indices = Math.abs(after - before)
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden size={14} />
      {after < before ? 'up' : 'down'} {indices}
    </span>
  )
}

function ComparedModels({ comparison: { a, b, models } }: { comparison: ReleaseComparison }) {
  const columns: Column<Model>[] = [
    nameColumn('model', 'Model'),
    numberColumn('before', `Rank in ${a.version}`, ({ before }) => before),
    numberColumn('after', `Rank in ${b.version}`, ({ after }) => after),
    { key: 'move', head: 'Change', cell: ({ before, after }) => <Move before={before} after={after} /> },
    numberColumn('accuracy-before', `Accuracy in ${a.version}`, ({ accuracyBefore }) =>
      accuracyText(accuracyBefore, a.imageCount),
    ),
    numberColumn('accuracy-after', `Accuracy in ${b.version}`, ({ accuracyAfter }) =>
      accuracyText(accuracyAfter, b.imageCount),
    ),
  ]
  return <DataTable label="Models by rank" columns={columns} rows={models} rowKey={({ modelId }) => modelId} />
}

const stateChip = {
  new: <Chip tone="yes">new</Chip>,
  gone: <Chip tone="no">removed</Chip>,
  excluded: <Chip tone="no">excluded</Chip>,
  stays: false,
} satisfies Record<ComparedRater['state'], React.ReactNode>

const skillText = (skill: number | null) => (skill === null ? null : valueText(skill, 'number', 3))

/** Raters whose votes or parameters differ between two releases, largest change first. */
function ComparedRaters({ slug, comparison }: { slug: string; comparison: ReleaseComparison }) {
  const { a, b, raters, skillMeaning } = comparison
  const hasSkill = skillMeaning !== null
  const number = numberColumn<ComparedRater>
  const columns: (Column<ComparedRater> | false)[] = [
    {
      key: 'rater',
      head: 'Rater',
      cell: ({ raterId, kind }) => (
        <>
          <RaterRowLink slug={slug} id={raterId} />{' '}
          {kind === 'simulated' && <span className="font-normal text-second">simulated</span>}
        </>
      ),
    },
    { key: 'state', head: 'State', isHeadHidden: true, cell: ({ state }) => stateChip[state] },
    number('votes-a', `Votes in ${a.version}`, ({ votesA }) => votesA),
    number('votes-b', `Votes in ${b.version}`, ({ votesB }) => votesB),
    hasSkill && number('skill-a', `Skill in ${a.version}`, ({ skillA }) => skillText(skillA)),
    hasSkill && number('skill-b', `Skill in ${b.version}`, ({ skillB }) => skillText(skillB)),
    number('changed', 'Votes on labels that differ', ({ changedVotes }) => changedVotes),
    number('for', `In favor of ${b.version}`, ({ changedVotesFor }) => changedVotesFor),
  ]
  return <DataTable label="Raters" columns={columns} rows={raters} rowKey={({ raterId }) => raterId} />
}

const votesText = ([no, maybe, yes]: ReleaseDifference['votesA']) =>
  no + maybe + yes === 0 ? 'none' : `${yes} yes, ${maybe} maybe, ${no} no`

const columnsOf = (slug: string, { a, b }: ReleaseComparison): Column<ReleaseDifference>[] => [
  ...differenceColumns<ReleaseDifference>({
    ...{ slug, sides: [a.version, b.version] },
    hrefOf: ({ imageId }) => (imageId === null ? null : `/projects/${slug}/images?image=${imageId}`),
    classOf: ({ className }) => className,
  }),
  { key: 'votes-a', head: `Votes in ${a.version}`, cell: ({ votesA }) => votesText(votesA), className: 'tabular-nums' },
  { key: 'votes-b', head: `Votes in ${b.version}`, cell: ({ votesB }) => votesText(votesB), className: 'tabular-nums' },
]

const listId = 'differences'

/** The anchor leads to the list, because the content above it is the same on every page. */
const releaseComparisonLink = (slug: string, view: ReleaseComparisonView) =>
  `/projects/${slug}/releases/compare${releaseComparisonAddress.write(view)}#${listId}`

/** Labels that differ, page by page. Filters and page are in the URL. */
function ReleaseDifferences({ slug, comparison, view }: ComparisonProps) {
  const { classIndex } = view
  const address = (wanted: Partial<ReleaseComparisonView>) =>
    releaseComparisonLink(slug, { ...view, page: 1, ...wanted })
  const { a, b, gained, lost, differences } = comparison
  const className =
    comparison.classes.find(({ index }) => index === classIndex)?.name ??
    differences.find((row) => row.classIndex === classIndex)?.className ??
    `class ${classIndex}`
  return (
    <Section
      title="Labels that differ"
      note={`Added: kept only by release ${b.version}. Dropped: kept only by release ${a.version}. Largest score change first.`}
    >
      <DifferenceBar id={listId} comparison={comparison} change={view.change} address={address}>
        {classIndex !== null && (
          <Link
            href={address({ classIndex: null })}
            scroll={false}
            aria-label={`All classes, not only ${className}`}
            className="ms-2 flex h-8 items-center gap-1.5 rounded-control border border-accent bg-accent-soft px-2.5 font-medium text-[13px] text-accent"
          >
            {className} <span aria-hidden>×</span>
          </Link>
        )}
      </DifferenceBar>
      <DataTable
        label="Labels that differ"
        columns={columnsOf(slug, comparison)}
        rows={differences}
        rowKey={({ fileName, classIndex }) => `${fileName} ${classIndex}`}
        empty={{ title: gained + lost === 0 ? 'No differences' : 'None of this kind' }}
      />
    </Section>
  )
}
