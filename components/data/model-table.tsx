import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import type { DataModel } from '@/lib/contracts/data/project-data'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { DeleteModelButton } from './delete-model-button'
import { DownloadMenu } from './download-menu'
import { predictionFiles } from './export-files'

const kindWord = { probability: 'Probability', logit: 'Logit' } as const

interface ModelTableProps {
  slug: string
  models: DataModel[]
  imageCount: number
}

const columnsOf = (imageCount: number): Column<DataModel>[] => [
  {
    key: 'model',
    head: 'Model',
    cell: ({ name }) => name,
    cellTitle: ({ name }) => name,
    className: 'max-w-80 truncate',
  },
  numberColumn('images', 'Images', ({ images }) => (
    <>
      {wholeNumber(images, 'en')}
      {images < imageCount && <span className="text-second"> of {wholeNumber(imageCount, 'en')}</span>}
    </>
  )),
  { key: 'predictions', head: 'Predictions', isNumber: true, cell: ({ predictions }) => predictions },
  {
    key: 'kind',
    head: 'Scores',
    importance: 'low',
    cell: ({ scoreKind }) => (scoreKind ? kindWord[scoreKind] : 'Ranks only'),
  },
  numberColumn('agreeing', 'Top-1 equals original label', ({ agreeingImages, comparedImages }) =>
    comparedImages > 0 ? percent(agreeingImages / comparedImages) : null,
  ),
]

/** Models with the share of images whose top prediction is the original label. */
export const ImportedModelTable = ({ slug, models, imageCount }: ModelTableProps) => (
  <div className="mt-4">
    <DataTable
      label="Models"
      columns={columnsOf(imageCount)}
      rows={models}
      rowKey={({ id }) => id}
      actions={(model) => (
        <>
          <DownloadMenu of={`predictions of ${model.name}`} files={predictionFiles(slug, model.name)} isSmall />
          <DeleteModelButton slug={slug} model={model} />
        </>
      )}
    />
  </div>
)
