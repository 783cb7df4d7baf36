import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { tablePage } from '@/components/kit/table-rows'
import { Link } from '@/components/ui/link'
import type { ModelClassRow, ModelPage } from '@/lib/contracts/models/models-page'
import { type ModelView, modelAddress } from '@/lib/domain/models/model-view'
import { accuracyText, pointsText, rangeText } from '@/lib/wording/models'

interface ClassScoreTableProps {
  base: string
  view: ModelView
  page: ModelPage
  /** Query of the image list that filters the images on which the model is wrong. */
  wrong: Record<string, string>
}

const columns: Column<ModelClassRow>[] = [
  {
    key: 'name',
    head: 'Original class',
    risesFirst: true,
    sortValue: ({ name }) => name,
    cell: ({ name }) => name,
    cellTitle: ({ name, index }) => `${name} (${index})`,
    className: 'max-w-64 truncate',
  },
  numberColumn('images', 'Images', ({ images }) => images, { sortValue: ({ images }) => images }),
  {
    key: 'original',
    head: 'Original accuracy',
    risesFirst: true,
    sortValue: ({ original }) => original,
    isNumber: true,
    cell: ({ original, originalInterval }) => <Share share={original} interval={originalInterval} />,
  },
  {
    key: 'reassessed',
    head: 'Reassessed accuracy',
    risesFirst: true,
    sortValue: ({ reassessed }) => reassessed,
    isNumber: true,
    cell: ({ reassessed, reassessedInterval }) => <Share share={reassessed} interval={reassessedInterval} />,
    cellTitle: ({ labelled }) => `${labelled} with a label`,
  },
  numberColumn('change', 'Change, points', ({ change }) => pointsText(change), {
    risesFirst: true,
    sortValue: ({ change }) => change,
  }),
]

/** Scores of one model by original class, largest change first. */
export function ClassScoreTable({ base, view, page: { slug, model, classes }, wrong }: ClassScoreTableProps) {
  return (
    <DataTable
      label="Accuracy by class"
      columns={columns}
      {...tablePage(classes, columns, view)}
      rowKey={({ index }) => index}
      addressOf={(change) => base + modelAddress.write({ ...view, ...change })}
      actions={({ index, name, reassessed }) =>
        reassessed !== null &&
        reassessed < 1 && (
          <Link
            prefetch={false}
            aria-label={`Images of ${name} where ${model.name} is wrong`}
            href={`/projects/${slug}/images?${new URLSearchParams({ class: String(index), as: 'original', ...wrong })}`}
            className="text-accent hover:underline"
          >
            wrong images
          </Link>
        )
      }
    />
  )
}

function Share({ share, interval }: { share: number | null; interval: [number, number] | null }) {
  return (
    <>
      <span className="text-second text-small max-desk:hidden">{rangeText(interval)}</span>
      <span className="ms-2 inline-block min-w-[68px]">{accuracyText(share)}</span>
    </>
  )
}
