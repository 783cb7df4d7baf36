import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
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

/** Models with what they say, and how often their first guess is the original label. */
export function ModelTable({ slug, models, imageCount }: ModelTableProps) {
  return (
    <div className="mt-4">
      <Table label="Models">
        <TableHead>
          <tr>
            <HeadCell>Model</HeadCell>
            <HeadCell isNumber>Images</HeadCell>
            <HeadCell isNumber>Predictions</HeadCell>
            <HeadCell>Scores</HeadCell>
            <HeadCell isNumber>Top-1 is the original label</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {models.map((model) => (
            <TableRow key={model.id}>
              <TableCell className="max-w-80 truncate font-medium" title={model.name}>
                {model.name}
              </TableCell>
              <TableCell isNumber>
                {wholeNumber(model.images, 'en')}
                {model.images < imageCount && <span className="text-second"> of {wholeNumber(imageCount, 'en')}</span>}
              </TableCell>
              <TableCell isNumber>{wholeNumber(model.predictions, 'en')}</TableCell>
              <TableCell>{model.scoreKind ? kindWord[model.scoreKind] : 'Ranks alone'}</TableCell>
              <TableCell isNumber>
                {model.comparedImages > 0 ? percent(model.agreeingImages / model.comparedImages) : '–'}
              </TableCell>
              <TableCell className="w-0 whitespace-nowrap text-right">
                <DownloadMenu of={`predictions of ${model.name}`} files={predictionFiles(slug, model.name)} isSmall />
                <DeleteModelButton slug={slug} model={model} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
